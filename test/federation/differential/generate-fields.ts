import type { Choices } from './choices.js';
import type { AbstractPlan, FieldPlan, Requirement, TypePlan, TypeReference } from './graph-plan.js';

const LEAVES = { n: 'Int', s: 'String', b: 'Boolean', d: 'Float', k: 'ID', c: 'Colour' } as const;

/** A graph whose types have no fields yet. */
export interface Draft {
  readonly choices: Choices;
  readonly subgraphs: readonly string[];
  /** What any subgraph may lead to. */
  readonly open: readonly (TypePlan | AbstractPlan)[];
  /** What only the subgraph that resolves the interface object may lead to. */
  readonly closed: readonly (TypePlan | AbstractPlan)[];
  readonly types: readonly TypePlan[];
  readonly resolver: string | undefined;
}

/** Gives a type between two and five fields. */
export function addFields(draft: Draft, type: TypePlan): void {
  const count = 2 + draft.choices.upTo(4);
  for (let i = 0; i < count; i += 1) {
    const field = type.kind === 'value' ? valueField(draft, type) : entityField(draft, type);
    if (type.fields.every(({ name }) => name !== field.name)) type.fields.push(field);
  }
}

/** A field without anything special. */
export const PLAIN = {
  hasArgument: false,
  hasInput: false,
  requires: [],
  provides: undefined,
  overrides: undefined,
  isInaccessible: false,
  isFailing: false,
} as const;

/** Every subgraph that has a value type answers all its fields, which lead to leaves or to entities. */
function valueField(draft: Draft, type: TypePlan): FieldPlan {
  const { choices } = draft;
  const leaf = leafField(choices);
  if (choices.chance(70)) return { ...PLAIN, ...leaf, owners: type.subgraphs, isFailing: choices.chance(15) };
  const entity = choices.pick(draft.open.filter((target): target is TypePlan => target.kind === 'entity'));
  for (const subgraph of type.subgraphs) know(draft, entity, subgraph);
  return {
    ...PLAIN,
    name: `to${entity.name}`,
    type: { name: entity.name, kind: 'entity', lists: 0, isNonNull: false, areItemsNonNull: false },
    owners: type.subgraphs,
  };
}

function entityField(draft: Draft, type: TypePlan): FieldPlan {
  const { choices } = draft;
  const owner = choices.pick(type.subgraphs);
  if (choices.chance(25)) {
    const requires = requirementsFor(draft, type, owner);
    if (requires.length > 0) return requiringField(choices, owner, requires);
  }
  if (choices.chance(40)) return referenceField(draft, owner, 'to');
  const others = type.subgraphs.filter((subgraph) => subgraph !== owner);
  const isShared = others.length > 0 && choices.chance(20);
  return {
    ...PLAIN,
    ...leafField(choices),
    owners: isShared ? [owner, choices.pick(others)] : [owner],
    hasArgument: choices.chance(20),
    hasInput: choices.chance(50),
    overrides: !isShared && others.length > 0 && choices.chance(10) ? choices.pick(others) : undefined,
    isInaccessible: choices.chance(5),
    isFailing: choices.chance(15),
  };
}

/** Fields that were made before, so that no field requires itself. */
function requirementsFor(draft: Draft, type: TypePlan, owner: string): Requirement[] {
  const { choices } = draft;
  const possible = type.fields.filter(
    ({ owners, type: { kind }, overrides, isFailing, provides }) =>
      kind !== 'abstract' && !owners.includes(owner) && overrides !== owner && !isFailing && provides === undefined,
  );
  return choices
    .some(possible, 60)
    .slice(0, 2)
    .flatMap((field) => requirementOf(draft, field, owner));
}

function requirementOf(draft: Draft, { name, type, hasArgument }: FieldPlan, owner: string): Requirement[] {
  const { choices, types } = draft;
  const n = hasArgument && choices.chance(50) ? choices.upTo(3) : undefined;
  if (type.kind === 'leaf') return [{ field: name, n, below: undefined }];
  const value = types.find((candidate) => candidate.name === type.name)!;
  const leaf = value.fields.find(isPlainLeaf);
  if (leaf === undefined) return [];
  know(draft, value, owner);
  return [{ field: name, n, below: leaf.name }];
}

/** What any subgraph can be asked for without more, and be null where its object is not known. */
function isPlainLeaf({ type, isFailing, hasArgument, requires, overrides }: FieldPlan): boolean {
  return (
    type.kind === 'leaf' &&
    !type.isNonNull &&
    !isFailing &&
    !hasArgument &&
    requires.length === 0 &&
    overrides === undefined
  );
}

function requiringField(choices: Choices, owner: string, requires: readonly Requirement[]): FieldPlan {
  return {
    ...PLAIN,
    name: `r${choices.upTo(3)}`,
    type: { name: 'String', kind: 'leaf', lists: 0, isNonNull: false, areItemsNonNull: false },
    owners: [owner],
    requires,
  };
}

/** A name says the type, so that one name has one type wherever it stands. */
export function leafField(choices: Choices): Pick<FieldPlan, 'name' | 'type'> {
  const letter = choices.pick(Object.keys(LEAVES) as (keyof typeof LEAVES)[]);
  const isNonNull = choices.chance(20);
  const lists = choices.chance(15) ? 1 : 0;
  const areItemsNonNull = lists > 0 && choices.chance(30);
  const form = `${isNonNull ? 'Must' : ''}${lists ? 'List' : ''}${areItemsNonNull ? 'Full' : ''}`;
  const name = `${letter}${form}${choices.upTo(3)}`;
  return { name, type: { name: LEAVES[letter], kind: 'leaf', lists, isNonNull, areItemsNonNull } };
}

/** A field that leads to another type. */
export function referenceField(draft: Draft, owner: string, prefix: string): FieldPlan {
  const { choices } = draft;
  const type = referenceIn(draft, owner);
  const form = `${type.isNonNull ? 'Must' : ''}${'List'.repeat(type.lists)}${type.areItemsNonNull ? 'Full' : ''}`;
  return {
    ...PLAIN,
    name: `${prefix}${type.name}${form}`,
    type,
    owners: [owner],
    hasArgument: choices.chance(25),
    hasInput: choices.chance(50),
    provides: type.kind === 'entity' && choices.chance(25) ? providedBy(draft, type.name, owner) : undefined,
    isFailing: choices.chance(8),
  };
}

/** A type that is not a leaf; the subgraph gets to know it when it did not. */
function referenceIn(draft: Draft, subgraph: string): TypeReference {
  const { choices, types, open, closed, resolver } = draft;
  const target = choices.pick(subgraph === resolver ? [...closed, ...open] : open);
  know(draft, 'subgraphs' in target ? target : types.find(({ name }) => name === target.members[0])!, subgraph);
  const lists = [0, 0, 1, 2][choices.upTo(4)]!;
  return {
    name: target.name,
    kind: target.kind === 'entity' || target.kind === 'value' ? target.kind : 'abstract',
    lists,
    isNonNull: choices.chance(20),
    areItemsNonNull: lists > 0 && choices.chance(30),
  };
}

function know(draft: Draft, type: TypePlan, subgraph: string): void {
  if (type.subgraphs.includes(subgraph)) return;
  type.subgraphs.push(subgraph);
  if (type.kind === 'entity') return;
  for (const field of type.fields) {
    const entity = draft.types.find(({ name }) => name === field.type.name);
    if (entity) know(draft, entity, subgraph);
  }
}

/** A leaf of the entity that another subgraph owns and that needs nothing. */
function providedBy({ choices, types }: Draft, entityName: string, subgraph: string): string | undefined {
  const possible = types
    .find(({ name }) => name === entityName)!
    .fields.filter(
      ({ owners, type, hasArgument, requires, overrides, isFailing }) =>
        !owners.includes(subgraph) &&
        type.kind === 'leaf' &&
        !hasArgument &&
        requires.length === 0 &&
        !overrides &&
        !isFailing,
    );
  return possible.length > 0 ? choices.pick(possible).name : undefined;
}
