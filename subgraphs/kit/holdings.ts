import { Kind, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import type { Database } from '../../kit/database/database.js';
import { lastRefresh } from './refresh.js';
import type { SubgraphDefinition } from './subgraph-definition.js';

export interface HeldType {
  readonly name: string;
  readonly fields: readonly string[];
  readonly rows: () => Promise<number | null>;
}

export interface Holdings {
  readonly subgraph: string;
  readonly partner: string;
  readonly types: readonly HeldType[];
  readonly lastRefresh: () => Promise<Date | null>;
}

type Owner = Pick<SubgraphDefinition, 'name' | 'partner' | 'tables'>;

/** What a partner owns, read from its contract and its tables: fields marked `@external` belong to others. */
export function holdingsOf(definition: Owner, contract: DocumentNode, database: Database): Holdings {
  const types = contract.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  return {
    subgraph: definition.name,
    partner: definition.partner,
    types: types.filter(isOwned).map((node) => ({
      name: node.name.value,
      fields: (node.fields ?? []).filter((field) => !has(field, 'external')).map((field) => field.name.value),
      rows: () => countRows(definition, database, node.name.value),
    })),
    lastRefresh: () => lastRefresh(database),
  };
}

function isOwned(node: ObjectTypeDefinitionNode): boolean {
  return !has(node, 'shareable') && !/(Connection|Edge|Payload)$/.test(node.name.value);
}

function has(node: Pick<ObjectTypeDefinitionNode, 'directives'>, name: string): boolean {
  return node.directives?.some((directive) => directive.name.value === name) ?? false;
}

async function countRows(definition: Owner, database: Database, type: string): Promise<number | null> {
  const table = definition.tables[type];
  return table === undefined ? null : database.read.getRepository(table).count();
}
