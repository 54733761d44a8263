import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type SchemaDefinitionNode,
} from 'graphql';
import { hiddenByContract } from './contract-visibility.js';
import type { ContractSpec } from './messages.js';

/** https://specs.apollo.dev/inaccessible/v0.2 */
const INACCESSIBLE = parse(/* GraphQL */ `
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
  schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) {
    query: Query
  }
`).definitions as readonly [DirectiveDefinitionNode, SchemaDefinitionNode];
const HIDES: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

/**
 * The supergraph of a contract: the same for gateways, which go on using every field for keys and requirements, and without
 * what it hides for clients. Whether what is left is a schema, `apiSchema` finds out.
 */
export function contractSupergraph(sdl: string, spec: ContractSpec): string {
  const document = parse(sdl, { noLocation: true });
  const hidden = hiddenByContract(document, spec);
  return `${print(withDirective(hide(document, hidden))).trimEnd()}\n`;
}

function hide(document: DocumentNode, hidden: ReadonlySet<string>): DocumentNode {
  const names: string[] = [];
  const coordinate = () => {
    const [type, member, argument] = names;
    if (argument !== undefined) return `${type}.${member}(${argument}:)`;
    return member === undefined ? type! : `${type}.${member}`;
  };
  return visit(document, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION || node.kind === Kind.SCHEMA_DEFINITION) return false;
      if (isNamedDefinition(node.kind)) names.push((node as { name: { value: string } }).name.value);
      return undefined;
    },
    leave(node) {
      if (!isNamedDefinition(node.kind)) return undefined;
      const isHidden = hidden.has(coordinate());
      names.pop();
      const { directives = [] } = node as { directives?: readonly ConstDirectiveNode[] };
      if (!isHidden || directives.some(({ name }) => name.value === 'inaccessible')) return undefined;
      return { ...node, directives: [...directives, HIDES] };
    },
  });
}

function isNamedDefinition(kind: string): boolean {
  return /^(\w+TypeDefinition|FieldDefinition|InputValueDefinition|EnumValueDefinition)$/.test(kind);
}

/** Defines and links `@inaccessible` where no subgraph uses it. */
function withDirective(document: DocumentNode): DocumentNode {
  const [definition, schema] = INACCESSIBLE;
  const isKnown = document.definitions.some(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'inaccessible',
  );
  if (isKnown) return document;
  const linked = document.definitions.map((node): DefinitionNode =>
    node.kind === Kind.SCHEMA_DEFINITION
      ? { ...node, directives: [...(node.directives ?? []), ...(schema.directives ?? [])] }
      : node,
  );
  return { ...document, definitions: [...linked, definition] };
}
