/** A generated graph as plain data: who owns what. SDLs, data and the whole schema follow from it. */
export interface GraphPlan {
  readonly subgraphs: readonly string[];
  readonly types: readonly TypePlan[];
  readonly abstracts: readonly AbstractPlan[];
  /** The fields of `Query`. */
  readonly roots: readonly FieldPlan[];
  /** The fields of `Mutation`. */
  readonly mutations: readonly FieldPlan[];
  readonly interfaceObject: InterfaceObjectPlan | undefined;
  readonly forgetful: readonly ForgetfulPlan[];
}

/** A subgraph that does not know some entities of a type. */
export interface ForgetfulPlan {
  readonly type: string;
  readonly subgraph: string;
}

export interface TypePlan {
  readonly kind: 'entity' | 'value';
  readonly name: string;
  /** Where it is defined. */
  readonly subgraphs: string[];
  readonly keys: KeyStyle;
  readonly fields: FieldPlan[];
}

/** `split`: the first subgraph has the keys `id` and `code`, the others one of them in turn. */
export type KeyStyle = 'id' | 'compound' | 'nested' | 'both' | 'split';

export interface AbstractPlan {
  readonly kind: 'interface' | 'union';
  readonly name: string;
  /** Names of entities. */
  readonly members: readonly string[];
}

export interface FieldPlan {
  readonly name: string;
  readonly type: TypeReference;
  /** Two owners: both answer the same. */
  readonly owners: readonly string[];
  /** Whether it has an argument `n: Int = 1`. */
  readonly hasArgument: boolean;
  /** Whether it also has an argument `by` that is an input object. */
  readonly hasInput: boolean;
  readonly requires: readonly Requirement[];
  /** A field of the entity it leads to, which is answered with it. */
  readonly provides: string | undefined;
  /** The subgraph it was taken from by `@override`, which answers something else. */
  readonly overrides: string | undefined;
  readonly isInaccessible: boolean;
  /** Whether it sometimes fails. */
  readonly isFailing: boolean;
}

/** A field of the same type that is sent before; `n` is its argument, `below` the leaf of it that is sent. */
export interface Requirement {
  readonly field: string;
  readonly n: number | undefined;
  readonly below: string | undefined;
}

export interface TypeReference {
  readonly name: string;
  readonly kind: 'leaf' | 'entity' | 'value' | 'abstract';
  /** How many lists are around it. */
  readonly lists: number;
  readonly isNonNull: boolean;
  /** Whether the items of the innermost list are. */
  readonly areItemsNonNull: boolean;
}

/** A subgraph that knows an interface as an object, and none of its types; there it has `extra` and `told`. */
export interface InterfaceObjectPlan {
  readonly subgraph: string;
  readonly interfaceName: string;
  /** The subgraph that knows every type of the interface. */
  readonly resolver: string;
}

/** The key fields of an entity in one subgraph: each entry is a `@key`. */
export function keysIn(type: TypePlan, subgraph: string): readonly string[] {
  if (type.keys === 'compound') return ['id code'];
  if (type.keys === 'nested') return ['ref { id }'];
  if (type.keys === 'both') return ['id ref { id }'];
  if (type.keys === 'id') return ['id'];
  const place = type.subgraphs.indexOf(subgraph);
  return place === 0 ? ['id', 'code'] : [place % 2 === 1 ? 'code' : 'id'];
}

/** The fields of its own that a subgraph must have as `@external` for what it requires and provides of a type. */
export function externalsIn(plan: GraphPlan, type: TypePlan, subgraph: string): readonly string[] {
  const required = type.fields
    .filter(({ owners, requires }) => owners.includes(subgraph) && requires.length > 0)
    .flatMap(({ requires }) => requires.map(({ field }) => field));
  const provided = allFields(plan)
    .filter(({ owners, type: { name } }) => owners.includes(subgraph) && name === type.name)
    .flatMap(({ provides }) => provides ?? []);
  const requiredBelow = plan.types.flatMap(({ fields }) =>
    fields
      .filter(({ owners }) => owners.includes(subgraph))
      .flatMap(({ requires }) => requires)
      .flatMap(({ field, below }) =>
        below !== undefined && fields.find(({ name }) => name === field)?.type.name === type.name ? [below] : [],
      ),
  );
  return [...new Set([...required, ...requiredBelow, ...provided])];
}

/** Whether a subgraph only refers to an entity: it answers nothing of it, and nobody may ask it for one. */
export function isStub(plan: GraphPlan, type: TypePlan, subgraph: string): boolean {
  return (
    type.keys !== 'split' &&
    interfacesOf(plan, type.name).length === 0 &&
    type.fields.every(({ owners, overrides }) => !owners.includes(subgraph) && overrides !== subgraph) &&
    externalsIn(plan, type, subgraph).length === 0
  );
}

/** Whether any subgraph provides the field of another. */
export function isProvided(plan: GraphPlan, type: TypePlan, field: FieldPlan): boolean {
  return allFields(plan).some(({ type: { name }, provides }) => name === type.name && provides === field.name);
}

export function typeNamed(plan: GraphPlan, name: string): TypePlan | undefined {
  return plan.types.find((type) => type.name === name);
}

/** The types that an interface or union can be in one subgraph. */
export function membersIn(plan: GraphPlan, abstractName: string, subgraph: string): readonly string[] {
  const members = plan.abstracts.find(({ name }) => name === abstractName)?.members ?? [];
  return members.filter((name) => typeNamed(plan, name)?.subgraphs.includes(subgraph));
}

export function interfacesOf(plan: GraphPlan, typeName: string): readonly string[] {
  return plan.abstracts
    .filter(({ kind, members }) => kind === 'interface' && members.includes(typeName))
    .map(({ name }) => name);
}

function allFields(plan: GraphPlan): readonly FieldPlan[] {
  return [...plan.roots, ...plan.mutations, ...plan.types.flatMap(({ fields }) => fields)];
}
