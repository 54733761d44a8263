import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type TypeNode,
} from 'graphql';
import { argumentOf, directivesOf, graphOf, type Joined } from '../prepare/join-directives.js';
import { coreFeaturesOf } from '../protection/core-features.js';
import { namedType } from '../prepare/supergraph-types.js';
import { givenArgument, textAt } from '../../../kit/given-arguments.js';

/** What `@cacheControl` says; of several the strictest. */
export interface CacheHint {
  /** Null where it is not said. */
  readonly maxAgeSeconds: number | null;
  readonly isPrivate: boolean;
  /** Whether the time of what it stands in counts. */
  readonly inherits: boolean;
}

/** What `@cacheControl` and `@cacheTag` say of a type or a field, and whose word it is. */
export interface Hinted {
  readonly hint: CacheHint | null;
  /** The subgraph that alone can have said it; null where several have the type or field. */
  readonly owner: string | null;
  /** Formats of `@cacheTag` by subgraph. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

export interface HintedField extends Hinted {
  /** The name of its type, without lists. */
  readonly type: string;
  readonly typeNode: TypeNode;
  /** As the schema has them, with their defaults. */
  readonly arguments: FieldDefinitionNode['arguments'];
}

export interface HintedType extends Hinted {
  readonly fields: ReadonlyMap<string, HintedField>;
}

/** The objects, interfaces and unions of a supergraph by name. */
export type CacheHints = ReadonlyMap<string, HintedType>;

/**
 * Reads what a supergraph says of caching: `@cacheControl(maxAge:, scope:, inheritMaxAge:)`, which subgraphs carry there by
 * `@composeDirective` under any name, and `@cacheTag(format:)` of federation 2.12.
 */
export function readCacheHints(sdl: string): CacheHints {
  const document = parse(sdl, { noLocation: true });
  const controls = coreFeaturesOf(document).map((feature) => feature.directiveName('cacheControl'));
  const names = { graphs: subgraphNames(document), controls: [...new Set(['cacheControl', ...controls])] };
  const hints = new Map<string, HintedType>();
  for (const node of document.definitions) {
    if (
      node.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      node.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      node.kind !== Kind.UNION_TYPE_DEFINITION
    )
      continue;
    const owners = directivesOf(node, 'join__type').flatMap((one) => graphOf(one) ?? []);
    const fields = 'fields' in node ? (node.fields ?? []) : [];
    hints.set(node.name.value, {
      ...hintedOf(node, owners, names),
      fields: new Map(fields.map((field) => [field.name.value, fieldOf(field, owners, names)])),
    });
  }
  return hints;
}

interface Names {
  /** The subgraphs by their enum values. */
  readonly graphs: ReadonlyMap<string, string>;
  /** What `@cacheControl` is called. */
  readonly controls: readonly string[];
}

function subgraphNames(document: DocumentNode): Names['graphs'] {
  const graphs = document.definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map((value) => {
      const [graph] = directivesOf(value, 'join__graph');
      return [value.name.value, String((graph && argumentOf(graph, 'name')) ?? value.name.value)];
    }),
  );
}

function fieldOf(field: FieldDefinitionNode, ofType: readonly string[], names: Names): HintedField {
  const joins = directivesOf(field, 'join__field').filter((join) => argumentOf(join, 'external') !== true);
  const owners = joins.flatMap((join) => graphOf(join) ?? []);
  return {
    ...hintedOf(field, owners.length > 0 ? owners : ofType, names),
    type: namedType(field.type),
    typeNode: field.type,
    arguments: field.arguments ?? [],
  };
}

function hintedOf(element: Joined, owners: readonly string[], names: Names): Hinted {
  const graphs = new Set(owners);
  const [owner] = graphs;
  return {
    hint: hintOf(names.controls.flatMap((name) => directivesOf(element, name))),
    owner: graphs.size === 1 ? (names.graphs.get(owner!) ?? null) : null,
    tags: tagsOf(element, names),
  };
}

function hintOf(directives: readonly ConstDirectiveNode[]): CacheHint | null {
  if (directives.length === 0) return null;
  const ages = directives.flatMap((directive) => {
    const value = givenArgument(directive, 'maxAge');
    return value?.kind === Kind.INT ? [Math.max(0, Number(value.value))] : [];
  });
  return {
    maxAgeSeconds: ages.length > 0 ? Math.min(...ages) : null,
    isPrivate: directives.some((directive) => argumentOf(directive, 'scope') === 'PRIVATE'),
    inherits: directives.some((directive) => argumentOf(directive, 'inheritMaxAge') === true),
  };
}

/** Composition keeps them as `@join__directive(graphs:, name: "federation__cacheTag", args: {format:})`. */
function tagsOf(element: Joined, names: Names): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, string[]>();
  for (const directive of directivesOf(element, 'join__directive')) {
    if (!/(^|__)cacheTag$/.test(String(argumentOf(directive, 'name')))) continue;
    const args = givenArgument(directive, 'args');
    const format = args?.kind === Kind.OBJECT ? textAt(args.fields, 'format') : undefined;
    const graphs = givenArgument(directive, 'graphs');
    if (format === undefined || graphs?.kind !== Kind.LIST) continue;
    for (const graph of graphs.values) {
      const name = graph.kind === Kind.ENUM ? names.graphs.get(graph.value) : undefined;
      if (name !== undefined) tags.set(name, [...(tags.get(name) ?? []), format]);
    }
  }
  return tags;
}
