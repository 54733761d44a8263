import { Kind, type FieldNode, type SelectionSetNode } from 'graphql';
import type { HintedField } from '../supergraph/caching/cache-hints.js';
import type { CacheRules } from './cache-rules.js';

/** What the schema says of keeping what a subgraph is asked for. */
export interface SelectionPolicy {
  /** Null where it does not say it of everything. */
  readonly maxAgeSeconds: number | null;
  /** Never longer than this, whoever says so. */
  readonly atMostSeconds: number;
  readonly isPrivate: boolean;
  /** Whether something is protected or written down, or not known. */
  readonly isGuarded: boolean;
  /** The composite types below the root or the entities. */
  readonly types: ReadonlySet<string>;
  /** Fields of the root. */
  readonly roots: readonly { readonly node: FieldNode; readonly field: HintedField }[];
}

/** Reads the policy of what a query asks for below a root type, or below `_entities`. */
export function selectionPolicy(rules: CacheRules, subgraph: string, asked: SelectionSetNode): SelectionPolicy {
  const walk = new PolicyWalk(rules, subgraph);
  for (const selection of asked.selections) {
    const isEntities = selection.kind === Kind.FIELD && selection.name.value === '_entities';
    if (isEntities) walk.entities(selection.selectionSet!);
    else walk.roots({ kind: Kind.SELECTION_SET, selections: [selection] });
  }
  return walk.policy();
}

class PolicyWalk {
  readonly #rules: CacheRules;
  readonly #subgraph: string;
  readonly #types = new Set<string>();
  readonly #roots: { readonly node: FieldNode; readonly field: HintedField }[] = [];
  #maxAge: number | null = Infinity;
  #atMost = Infinity;
  #isPrivate = false;
  #isGuarded = false;

  constructor(rules: CacheRules, subgraph: string) {
    this.#rules = rules;
    this.#subgraph = subgraph;
  }

  policy(): SelectionPolicy {
    return {
      maxAgeSeconds: this.#maxAge === Infinity ? null : this.#maxAge,
      atMostSeconds: this.#atMost,
      isPrivate: this.#isPrivate,
      isGuarded: this.#isGuarded,
      types: this.#types,
      roots: this.#roots,
    };
  }

  roots({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      if (node.kind !== Kind.FIELD) {
        this.#isGuarded = true;
        continue;
      }
      const field = this.#field(node, 'Query', null, true);
      if (field) this.#roots.push({ node, field });
    }
  }

  entities({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition) {
        const typeName = selection.typeCondition.name.value;
        this.#below(selection.selectionSet, typeName, this.#ageOfType(typeName));
      } else if (selection.kind !== Kind.FIELD || selection.name.value !== '__typename') this.#isGuarded = true;
    }
  }

  #below({ selections }: SelectionSetNode, typeName: string, around: number | null): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.#field(selection, typeName, around, false);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        this.#below(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, around);
      else this.#isGuarded = true;
    }
  }

  #field(node: FieldNode, typeName: string, around: number | null, isRoot: boolean): HintedField | null {
    const name = node.name.value;
    if (name === '__typename') return null;
    const { hints, isGuarded, possibleTypes } = this.#rules;
    const field = hints.get(typeName)?.fields.get(name);
    const types = possibleTypes(typeName);
    if (!field || [typeName, ...types].some((one) => isGuarded(`${one}.${name}`))) {
      this.#isGuarded = true;
      return null;
    }
    for (const type of types) this.#restrict(hints.get(type)?.fields.get(name)?.hint);
    const age = this.#ageOf(field, around, isRoot);
    if (age === null || this.#maxAge === null) this.#maxAge = null;
    else this.#maxAge = Math.min(this.#maxAge, age);
    if (!node.selectionSet) return field;
    this.#types.add(field.type);
    for (const type of possibleTypes(field.type)) this.#types.add(type);
    this.#below(node.selectionSet, field.type, age);
    return field;
  }

  /** How long a field's value counts by the schema, as Apollo Server has it; null where it is not said. */
  #ageOf(field: HintedField, around: number | null, isRoot: boolean): number | null {
    const { hint, owner, type } = field;
    this.#restrict(hint);
    const isOwn = owner === this.#subgraph;
    if (hint && hint.maxAgeSeconds !== null) {
      this.#ageOfType(type, isOwn);
      return isOwn ? hint.maxAgeSeconds : null;
    }
    if (hint?.inherits === true) return isOwn ? around : null;
    if (this.#rules.hints.has(type)) return this.#ageOfType(type);
    return isRoot ? null : around;
  }

  /** How long objects of a type count. What its subgraph says of a field goes before what stands on the type. */
  #ageOfType(typeName: string, isOverridden = false): number | null {
    const { hints, possibleTypes } = this.#rules;
    for (const one of [typeName, ...possibleTypes(typeName)]) {
      const hint = hints.get(one)?.hint;
      this.#restrict(hint && isOverridden ? { ...hint, maxAgeSeconds: null } : hint);
    }
    const type = hints.get(typeName);
    return type?.owner === this.#subgraph ? (type.hint?.maxAgeSeconds ?? null) : null;
  }

  #restrict(hint: HintedField['hint'] | undefined): void {
    if (!hint) return;
    this.#atMost = Math.min(this.#atMost, hint.maxAgeSeconds ?? Infinity);
    this.#isPrivate ||= hint.isPrivate;
  }
}
