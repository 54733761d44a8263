import { Kind, parse, validate, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { defaultTable, tablesOf, WHOLE_ANSWER, type TableChoice } from '../../kit/table/plan-table.js';
import { readSelection } from '../../kit/table/read-selection.js';
import type { SelectedField } from '../../kit/table/selection.js';
import { declaredVariables, type DeclaredVariable } from '../pipeline/check-variables.js';
import { SavedQueryRefused, type SavedQuery } from './saved-query.js';

/** A saved query that fits the graph as it now is. */
export interface ReadyQuery {
  readonly saved: SavedQuery;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fields: readonly SelectedField[];
  /** What its answer can be as a table; `table` unless another is asked for. */
  readonly tables: readonly TableChoice[];
  readonly table: TableChoice;
  readonly variables: readonly DeclaredVariable[];
}

/** Checks a saved query against the schema that clients see. Throws `SavedQueryRefused`. */
export function readyQuery(saved: SavedQuery, schema: GraphQLSchema): ReadyQuery {
  const document = parsed(saved.text);
  const operation = onlyQuery(document);
  const [error] = validate(schema, document, undefined, { maxErrors: 1, hideSuggestions: true });
  if (error) throw new SavedQueryRefused(`it does not fit the graph: ${error.message.replace(/\.$/, '')}`);
  const fields = readSelection(document, schema);
  const lists = tablesOf(fields);
  const tables = saved.table === '' ? [WHOLE_ANSWER, ...lists.filter(({ name }) => name !== '')] : lists;
  const table = saved.table === null ? defaultTable(lists) : tables.find(({ name }) => name === saved.table);
  if (!table)
    throw new SavedQueryRefused(
      `its table ${saved.table} is none of its lists: ${tables.map(({ name }) => name).join(', ')}`,
    );
  const variables = declaredVariables(schema, operation);
  return { saved, document, operation, fields, tables, table, variables };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    throw new SavedQueryRefused(`it is not GraphQL: ${(error as Error).message.replace(/\.$/, '')}`);
  }
}

function onlyQuery({ definitions }: DocumentNode): OperationDefinitionNode {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation.toString() !== 'query')
    throw new SavedQueryRefused('it must have one operation, and that a query');
  return operation;
}
