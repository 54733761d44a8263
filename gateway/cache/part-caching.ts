import { hash } from 'node:crypto';
import {
  Kind,
  print,
  stripIgnoredCharacters,
  valueFromASTUntyped,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CacheHints, HintedField } from '../supergraph/caching/cache-hints.js';
import { compileEntityShape, compileShape, type Fits } from './answer-shape.js';
import type { CacheRules, SubgraphCaching } from './cache-rules.js';
import { entityNames } from './entity-names.js';
import { selectionPolicy, type SelectionPolicy } from './selection-policy.js';
import { entitySlot, holdersSlot, slotOf, tagSlot, typeSlot } from './slots.js';
import { filledTag } from './tag-format.js';

export interface PartCachingInput {
  readonly subgraph: string;
  /** What the subgraph is asked. */
  readonly operation: OperationDefinitionNode;
}

type Variables = Readonly<Record<string, unknown>>;

/** How the answer to one part of a plan is kept. */
export interface PartCaching {
  readonly subgraph: string;
  /** Stands for what is asked of which subgraph on which supergraph, and for how long it may count; null for never. */
  readonly key: string | null;
  readonly policy: SelectionPolicy;
  readonly settings: SubgraphCaching;
  /** The longest that anything counts. */
  readonly longestSeconds: number;
  /** Whether an answer to root fields, or an entity, is whole and what was asked for, so that it may be kept. */
  readonly fits: Fits;
  /** The response keys that are asked for. */
  readonly responseKeys: readonly string[];
  /** The slots of the entry for an entity, by its representation, or of one for root fields, by their variables. */
  readonly slotsOf: (representation: string | null, variables: Variables) => readonly string[] | null;
}

/** Decides how the answer to a part is kept. Of what is guarded, private or has a tag that cannot be known nothing is. */
export function compilePartCaching(rules: CacheRules, { subgraph, operation }: PartCachingInput): PartCaching {
  const settings = rules.settings.of(subgraph);
  const policy = selectionPolicy(rules, subgraph, operation.selectionSet);
  const isKept = settings.enabled && !policy.isGuarded && !policy.isPrivate && policy.atMostSeconds > 0;
  // Its name is that of the client's operation.
  const { kind, operation: type, variableDefinitions, directives, selectionSet } = operation;
  const unnamed = {
    kind,
    operation: type,
    selectionSet,
    ...(variableDefinitions && { variableDefinitions }),
    ...(directives && { directives }),
  };
  const text = stripIgnoredCharacters(print(unnamed));
  const longestSeconds = rules.settings.maxAgeSeconds;
  // Other settings find nothing that was kept under these.
  const asked = [rules.schemaId, subgraph, text, settings.maxAgeSeconds, settings.staleIfErrorSeconds, longestSeconds];
  const entities = entitySelection(operation);
  return {
    subgraph,
    key: isKept ? hash('sha256', JSON.stringify(asked), 'base64url') : null,
    policy,
    settings,
    longestSeconds,
    fits: isKept ? shapeOf(rules, operation, entities) : () => true,
    responseKeys: responseKeys(entities ?? operation.selectionSet),
    slotsOf: entities ? entitySlots(rules, subgraph, policy) : rootSlots(rules, subgraph, { policy, operation }),
  };
}

function shapeOf(rules: CacheRules, operation: OperationDefinitionNode, entities: SelectionSetNode | undefined): Fits {
  return entities ? compileEntityShape(rules, entities) : compileShape(rules, operation.selectionSet, 'Query');
}

function rootSlots(
  { hints }: CacheRules,
  subgraph: string,
  { policy, operation }: { readonly policy: SelectionPolicy; readonly operation: OperationDefinitionNode },
): PartCaching['slotsOf'] {
  const fixed = [
    slotOf(subgraph, 'all'),
    slotOf(subgraph, 'held'),
    slotOf(subgraph, 'roots'),
    ...heldSlots(subgraph, policy, hints),
  ];
  const tagged = policy.roots.flatMap(({ node, field }) =>
    (field.tags.get(subgraph) ?? []).map((format) => ({ node, field, format })),
  );
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  return (_, variables) => {
    const slots = [...fixed];
    for (const { node, field, format } of tagged) {
      const values = argumentsOf(node, field, { ...defaults, ...variables });
      const tag = filledTag(format, { name: 'args', values });
      if (tag === null) return null;
      slots.push(tagSlot(subgraph, tag));
    }
    return slots;
  };
}

function argumentsOf({ arguments: given = [] }: FieldNode, field: HintedField, variables: Variables): Variables {
  const values: Record<string, unknown> = {};
  for (const { name, defaultValue } of field.arguments ?? [])
    if (defaultValue) values[name.value] = valueFromASTUntyped(defaultValue);
  for (const { name, value } of given) {
    const read = valueFromASTUntyped(value, variables);
    if (read !== undefined) values[name.value] = read;
  }
  return values;
}

function entitySlots({ hints, keysOf }: CacheRules, subgraph: string, policy: SelectionPolicy): PartCaching['slotsOf'] {
  const fixed = [slotOf(subgraph, 'all'), slotOf(subgraph, 'held'), ...heldSlots(subgraph, policy, hints)];
  return (representation) => {
    const object = JSON.parse(representation!) as { readonly __typename: string };
    const typeName = object.__typename;
    const names = entityNames(typeName, keysOf(subgraph, typeName), object);
    if (names.length === 0) return null;
    const slots = [...fixed, typeSlot(subgraph, typeName), ...names.map((name) => entitySlot(subgraph, name))];
    for (const format of hints.get(typeName)?.tags.get(subgraph) ?? []) {
      const tag = filledTag(format, { name: 'key', values: object });
      if (tag === null) return null;
      slots.push(tagSlot(subgraph, tag));
    }
    return slots;
  };
}

/** What stands in an answer without being known one by one. */
function heldSlots(subgraph: string, { types }: SelectionPolicy, hints: CacheHints): string[] {
  const hasTags = [...types].some((type) => hints.get(type)?.tags.has(subgraph) === true);
  const holders = [...types].map((type) => holdersSlot(subgraph, type));
  return hasTags ? [...holders, slotOf(subgraph, 'tagged')] : holders;
}

/** Undefined for fields of the root. */
function entitySelection({ selectionSet }: OperationDefinitionNode): SelectionSetNode | undefined {
  const [field] = selectionSet.selections;
  return field?.kind === Kind.FIELD && field.name.value === '_entities' ? field.selectionSet : undefined;
}

function responseKeys({ selections }: SelectionSetNode): string[] {
  const keys = selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
    return selection.kind === Kind.INLINE_FRAGMENT ? responseKeys(selection.selectionSet) : [];
  });
  return [...new Set(keys)];
}
