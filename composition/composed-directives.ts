import {
  Kind,
  visit,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type StringValueNode,
} from 'graphql';
import { givenText } from '../kit/given-arguments.js';
import { linkImports } from '../kit/link-imports.js';

/** What a supergraph has of one specification that subgraphs brought by `@composeDirective`. */
export interface ComposedDirectives {
  readonly link: ConstDirectiveNode;
  readonly definitions: readonly DirectiveDefinitionNode[];
}

/** Composition itself writes and reads those. */
const APOLLO = 'https://specs.apollo.dev/';

/** The directives that subgraphs brought into a supergraph, by their links. */
export function composedDirectivesIn({ definitions }: DocumentNode): ComposedDirectives[] {
  const schema = definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const defined = definitions.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION);
  return (schema?.directives ?? []).flatMap((link) => {
    const url = givenText(link, 'url') ?? '';
    if (link.name.value !== 'link' || url.startsWith(APOLLO)) return [];
    const imported = linkImports(link).map(({ as }) => as.replace(/^@/, ''));
    const namespace = givenText(link, 'as') ?? url.split('/').at(-2) ?? '';
    const own = defined.filter(
      ({ name: { value } }) => imported.includes(value) || value === namespace || value.startsWith(`${namespace}__`),
    );
    return own.length > 0 ? [{ link, definitions: own }] : [];
  });
}

/** A subgraph that links and composes those of the directives that it uses. */
export function withComposed(subgraph: DocumentNode, composed: readonly ComposedDirectives[]): DocumentNode {
  const used = usedDirectives(subgraph);
  const kept = composed.flatMap(({ link, definitions }) => {
    const own = definitions.filter(({ name }) => used.has(name.value));
    return own.length > 0 ? [{ link, definitions: own }] : [];
  });
  if (kept.length === 0) return subgraph;
  const added = kept.flatMap(({ link, definitions }) => {
    const names = definitions.map(({ name }) => name.value);
    return [ofSubgraph(link, names), ...names.map(composeDirective)];
  });
  const definitions = subgraph.definitions.map((node) =>
    node.kind === Kind.SCHEMA_DEFINITION ? { ...node, directives: [...(node.directives ?? []), ...added] } : node,
  );
  return { ...subgraph, definitions: [...definitions, ...kept.flatMap((one) => one.definitions)] };
}

/** A link without its purpose, which composition adds, that imports no directive but these. */
function ofSubgraph(link: ConstDirectiveNode, names: readonly string[]): ConstDirectiveNode {
  const kept = linkImports(link).filter(({ as }) => names.includes(as.replace(/^@/, '')));
  const args = (link.arguments ?? [])
    .filter(({ name }) => name.value !== 'for')
    .map((argument): ConstArgumentNode => {
      if (argument.name.value !== 'import') return argument;
      return { ...argument, value: { kind: Kind.LIST, values: kept.map(({ node }) => node) } };
    });
  return { ...link, arguments: args };
}

function usedDirectives(subgraph: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(subgraph, { Directive: ({ name }) => void used.add(name.value) });
  return used;
}

function composeDirective(name: string): ConstDirectiveNode {
  const value: StringValueNode = { kind: Kind.STRING, value: `@${name}` };
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'composeDirective' },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value }],
  };
}
