import { Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import type { CacheRules } from './cache-rules.js';
import { entityNames } from './entity-names.js';
import { entitySlot, holdersSlot, slotOf, typeSlot } from './slots.js';

type Fields = Readonly<Record<string, unknown>>;

/** Of more entities in an answer all of their types are dropped, since to name each would take seconds. */
const NAMED_MAX = 1_000;

/** What a subgraph answered to a mutation; `data` null for no answer. */
export interface MutationAnswer {
  readonly data: Fields | null;
  /** Whether it stated an error. */
  readonly isFailed: boolean;
}

/** The slots of what a mutation changed, by its answer. */
export type Changes = (answer: MutationAnswer) => string[];

export interface Mutation {
  readonly subgraph: string;
  readonly operation: OperationDefinitionNode;
}

/**
 * The slots of what a mutation changed, by its answer: the entities in it, and what its subgraph answers to root fields.
 * Everything of the subgraph where one of its fields names no entity, or failed.
 */
export function changedByMutation(
  rules: CacheRules,
  { subgraph, operation }: Mutation,
  { data: given, isFailed }: MutationAnswer,
): string[] {
  const data = isTooDeep(given) ? null : given;
  const walks = operation.selectionSet.selections.map((field) => {
    const walk = new ChangeWalk(rules);
    if (data) walk.below(data, { kind: Kind.SELECTION_SET, selections: [field] }, 'Mutation');
    return walk;
  });
  const isKnown = !isFailed && data !== null && walks.every((walk) => walk.isKnown);
  return [
    slotOf(subgraph, 'answers'),
    slotOf(subgraph, 'roots'),
    ...new Set(walks.flatMap(({ slots }) => [...slots])),
    ...(isKnown ? [] : [slotOf(subgraph, 'all')]),
  ];
}

class ChangeWalk {
  readonly slots = new Set<string>();
  readonly #rules: CacheRules;
  #entities = 0;
  #objects = 0;
  /** Types of which everything is dropped. */
  readonly #whole = new Set<string>();
  #isLost = false;

  constructor(rules: CacheRules) {
    this.#rules = rules;
  }

  get isKnown(): boolean {
    return this.#entities > 0 && !this.#isLost;
  }

  below(object: Fields, { selections }: SelectionSetNode, typeName: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) this.below(object, selection.selectionSet, typeName);
      if (selection.kind !== Kind.FIELD || !selection.selectionSet) continue;
      const key = selection.alias?.value ?? selection.name.value;
      const type = this.#fieldType(typeName, selection.name.value);
      if (Object.hasOwn(object, key)) this.#value(object[key], selection.selectionSet, type);
    }
  }

  #fieldType(typeName: string, name: string): string | undefined {
    const { hints, possibleTypes } = this.#rules;
    const types = [typeName, ...possibleTypes(typeName)];
    return types.map((one) => hints.get(one)?.fields.get(name)?.type).find((type) => type !== undefined);
  }

  #value(value: unknown, selectionSet: SelectionSetNode, typeName: string | undefined): void {
    if (Array.isArray(value)) {
      if (value.includes(null)) this.#isLost = true;
      return value.forEach((item) => this.#value(item, selectionSet, typeName));
    }
    if (typeof value !== 'object' || value === null) return;
    const type = this.#concrete(value as Fields, typeName);
    if (type === null) return void (this.#isLost = true);
    this.#object(value as Fields, selectionSet, type);
    this.below(value as Fields, selectionSet, type);
  }

  #concrete({ __typename }: Fields, typeName: string | undefined): string | null {
    const { hints, possibleTypes } = this.#rules;
    if (typeof __typename === 'string' && hints.has(__typename) && possibleTypes(__typename).length === 0)
      return __typename;
    return typeName !== undefined && hints.has(typeName) && possibleTypes(typeName).length === 0 ? typeName : null;
  }

  #object(object: Fields, selectionSet: SelectionSetNode, typeName: string): void {
    if (this.#whole.has(typeName)) return;
    this.#objects += 1;
    if (this.#objects > NAMED_MAX) this.#whole.add(typeName);
    const fields = this.#whole.has(typeName) ? {} : byFieldName(object, selectionSet);
    for (const subgraph of this.#rules.subgraphs) {
      this.slots.add(holdersSlot(subgraph, typeName)).add(slotOf(subgraph, 'answers'));
      for (const name of this.#rules.namesOf(typeName)) this.#entity(subgraph, name, fields);
    }
  }

  #entity(subgraph: string, typeName: string, fields: Fields): void {
    const keys = this.#rules.keysOf(subgraph, typeName);
    if (keys.length === 0) return;
    this.#entities += 1;
    const names = entityNames(typeName, keys, fields);
    // One that is kept under a key which is not told could be any.
    if (names.length < keys.length) this.slots.add(typeSlot(subgraph, typeName));
    for (const name of names) this.slots.add(entitySlot(subgraph, name));
  }
}

/** An object with the names of fields in place of aliases; without fields that have arguments. */
function byFieldName(value: unknown, selectionSet: SelectionSetNode): Fields {
  const named: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const add = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet);
      if (selection.kind !== Kind.FIELD || (selection.arguments ?? []).length > 0) continue;
      const key = selection.alias?.value ?? selection.name.value;
      const field = Object.hasOwn(value as Fields, key) ? (value as Fields)[key] : undefined;
      const below = selection.selectionSet;
      named[selection.name.value] = below ? mapped(field, (one) => byFieldName(one, below)) : field;
    }
  };
  add(selectionSet);
  return named;
}

function mapped(value: unknown, change: (object: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  return typeof value === 'object' && value !== null ? change(value) : value;
}
