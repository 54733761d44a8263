import {
  Kind,
  visit,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type SchemaDefinitionNode,
} from 'graphql';

/** What an extracted subgraph does not import by itself. */
const IMPORTABLE: readonly string[] = [
  'authenticated',
  'requiresScopes',
  'policy',
  'cost',
  'listSize',
  'composeDirective',
  'context',
  'fromContext',
];

/** An extracted subgraph in which these directives have the names that it imports them by. */
export function withPlainNames(subgraph: DocumentNode): DocumentNode {
  return visit(subgraph, {
    Directive(node) {
      const name = node.name.value.replace(/^federation__/, '');
      return IMPORTABLE.includes(name) ? { ...node, name: { ...node.name, value: name } } : undefined;
    },
  });
}

/**
 * An extracted subgraph whose `schema` has the description of the supergraph's, imports the directives that are used, and
 * names no root type that there is not: one that adds to entities alone has no type `Query`.
 */
export function withSchemaOf(subgraph: DocumentNode, supergraph: DocumentNode): DocumentNode {
  const names = new Set(subgraph.definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : [])));
  const imports = usedDirectives(subgraph);
  const description = supergraph.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION)?.description;
  const definitions = subgraph.definitions.map((node): DefinitionNode => {
    if (node.kind !== Kind.SCHEMA_DEFINITION) return node;
    const directives = (node.directives ?? []).map((directive) => withImports(directive, imports));
    const operationTypes = node.operationTypes.filter(({ type }) => names.has(type.name.value));
    const rest: Pick<SchemaDefinitionNode, 'directives' | 'operationTypes'> = { directives, operationTypes };
    return operationTypes.length > 0
      ? { ...node, ...rest, ...(description ? { description } : {}) }
      : { kind: Kind.SCHEMA_EXTENSION, ...rest };
  });
  return { ...subgraph, definitions };
}

function usedDirectives(subgraph: DocumentNode): string[] {
  const used = new Set<string>();
  visit(subgraph, { Directive: ({ name }) => void used.add(name.value) });
  return IMPORTABLE.filter((name) => used.has(name));
}

function withImports(directive: ConstDirectiveNode, names: readonly string[]): ConstDirectiveNode {
  const isFederation = directive.arguments?.some(
    ({ name, value }) => name.value === 'url' && value.kind === Kind.STRING && /\/federation\/v/.test(value.value),
  );
  if (directive.name.value !== 'link' || !isFederation) return directive;
  return { ...directive, arguments: (directive.arguments ?? []).map((one) => addedTo(one, names)) };
}

function addedTo(argument: ConstArgumentNode, names: readonly string[]): ConstArgumentNode {
  if (argument.name.value !== 'import' || argument.value.kind !== Kind.LIST) return argument;
  const added = names.map((name) => ({ kind: Kind.STRING, value: `@${name}` }) as const);
  return { ...argument, value: { ...argument.value, values: [...argument.value.values, ...added] } };
}
