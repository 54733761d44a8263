import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../plan/chosen-operation.js';
import type { Costs, ListSize } from '../supergraph/cost/costs.js';
import type { PreparedOperation } from './prepare-operation.js';
import { givenArgument } from '../../kit/given-arguments.js';

export interface CostInput {
  readonly schema: GraphQLSchema;
  readonly costs: Costs;
  /** The client's variables, checked. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** How long a list is of which nothing is said. */
  readonly listSize: number;
  /** Whether a subgraph answers a field, `Type.field`; left out where everything counts. */
  readonly answers?: (coordinate: string) => boolean;
}

/** What a mutation costs besides its fields. */
const MUTATION_COST = 10;

/**
 * Estimates what an operation costs, by the static analysis of https://ibm.github.io/graphql-specs/cost-spec.html: an
 * object is 1 and a leaf 0 unless `@cost` says otherwise, and a list is as many as `@listSize` or its arguments say.
 * What fragments on several types select counts together. For one subgraph, an object that another one leads to counts 1
 * where a field of it is asked for, since it is looked up.
 */
export function estimateCost({ operation, fragments }: PreparedOperation, input: CostInput): number {
  const root = input.schema.getRootType(operation.operation)!;
  const estimate = new Estimate(fragments, input).selections(operation.selectionSet, root, NO_SIZES);
  const isForAll = input.answers === undefined || estimate > 0;
  return estimate + (isForAll && operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0);
}

/** What an answer did cost: as estimated, with the lists as long as they are and without what is null. */
export function actualCost(operation: PreparedOperation, data: unknown, input: CostInput): number {
  const { operation: node, fragments } = operation;
  const root = input.schema.getRootType(node.operation)!;
  const cost = new Estimate(fragments, input).answered(node.selectionSet, root, data);
  return cost + (node.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0);
}

/** How long the lists of some fields are, since the field above them says so. */
type Sizes = ReadonlyMap<string, number>;
const NO_SIZES: Sizes = new Map();

class Estimate {
  readonly #fragments: PreparedOperation['fragments'];
  readonly #input: CostInput;
  /** Costs of fragments that stand where no sizes are given. */
  readonly #known = new Map<string, number>();

  constructor(fragments: PreparedOperation['fragments'], input: CostInput) {
    this.#fragments = fragments;
    this.#input = input;
  }

  selections({ selections }: SelectionSetNode, type: GraphQLCompositeType, sizes: Sizes): number {
    let sum = 0;
    for (const selection of selections) {
      if (!isIncluded(selection, this.#input.variables as Record<string, boolean>)) continue;
      if (selection.kind === Kind.FIELD) sum += this.#field(selection, type, sizes);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += this.#fragment(selection.name.value, sizes);
      else
        sum += this.selections(
          selection.selectionSet,
          this.#typeNamed(selection.typeCondition?.name.value) ?? type,
          sizes,
        );
    }
    return sum;
  }

  /** The same for what was answered: objects, lists of them, or null. */
  answered(selectionSet: SelectionSetNode, type: GraphQLCompositeType, data: unknown): number {
    if (Array.isArray(data)) return data.reduce<number>((sum, one) => sum + this.answered(selectionSet, type, one), 0);
    if (typeof data !== 'object' || data === null) return 0;
    let sum = 0;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf(type, selection.name.value);
        const key = selection.alias?.value ?? selection.name.value;
        if (!field || !Object.hasOwn(data, key)) continue;
        const value = (data as Record<string, unknown>)[key];
        const coordinate = `${type.name}.${field.name}`;
        const below = getNamedType(field.type);
        sum += this.#arguments(coordinate, selection) + countOf(value) * this.#weight(coordinate, below);
        if (selection.selectionSet && isCompositeType(below))
          sum += this.answered(selection.selectionSet, below, value);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)!;
        const within = this.#typeNamed(fragment.typeCondition?.name.value) ?? type;
        sum += this.answered(fragment.selectionSet, within, data);
      }
    }
    return sum;
  }

  #weight(coordinate: string, type: GraphQLNamedType): number {
    const { weights } = this.#input.costs;
    return ownValue(weights, coordinate) ?? ownValue(weights, type.name) ?? (isCompositeType(type) ? 1 : 0);
  }

  #fragment(name: string, sizes: Sizes): number {
    const known = sizes.size === 0 ? this.#known.get(name) : undefined;
    if (known !== undefined) return known;
    const { typeCondition, selectionSet } = this.#fragments.get(name)!;
    const cost = this.selections(selectionSet, this.#typeNamed(typeCondition.name.value)!, sizes);
    if (sizes.size === 0) this.#known.set(name, cost);
    return cost;
  }

  #field(node: FieldNode, type: GraphQLCompositeType, sizes: Sizes): number {
    const field = fieldOf(type, node.name.value);
    if (!field) return 0;
    const coordinate = `${type.name}.${field.name}`;
    const { costs } = this.#input;
    const list = ownValue(costs.lists, coordinate);
    const length = list && this.#length(list, node, field);
    const below = getNamedType(field.type);
    const isCounted = this.#input.answers?.(coordinate) !== false;
    const own = isCounted ? this.#weight(coordinate, below) : this.#lookUp(node, below);
    const passed: Sizes =
      list && list.sizedFields.length > 0 ? new Map(list.sizedFields.map((name) => [name, length!])) : NO_SIZES;
    const inner = node.selectionSet && isCompositeType(below) ? this.selections(node.selectionSet, below, passed) : 0;
    const times = isList(field)
      ? (sizes.get(field.name) ?? (passed === NO_SIZES ? length : undefined) ?? this.#input.listSize)
      : 1;
    return (isCounted ? this.#arguments(coordinate, node) : 0) + times * Math.max(own + inner, 0);
  }

  /** What it costs a subgraph to look up an object that another one leads to. */
  #lookUp({ selectionSet }: FieldNode, type: GraphQLNamedType): number {
    return selectionSet && isCompositeType(type) && this.#isAskedFor(selectionSet, type) ? 1 : 0;
  }

  #isAskedFor({ selections }: SelectionSetNode, type: GraphQLCompositeType): boolean {
    return selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return this.#input.answers!(`${type.name}.${selection.name.value}`);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)!;
      return this.#isAskedFor(fragment.selectionSet, this.#typeNamed(fragment.typeCondition?.name.value) ?? type);
    });
  }

  /** The largest of the sizes that arguments give, else the assumed one. */
  #length(
    { slicingArguments, assumedSize }: ListSize,
    node: FieldNode,
    { args }: GraphQLField<unknown, unknown>,
  ): number {
    const given = args.flatMap((argument) => {
      const size = slicingArguments.includes(argument.name) ? this.#valueOf(argument, node) : undefined;
      return typeof size === 'number' && size >= 0 ? [size] : [];
    });
    return given.length > 0 ? Math.max(...given) : (assumedSize ?? this.#input.listSize);
  }

  /** What an argument says: a number as written, what its variable is, or what the schema says where nothing is given. */
  #valueOf({ name, defaultValue }: GraphQLArgument, node: FieldNode): unknown {
    const value = givenArgument(node, name);
    if (value?.kind === Kind.INT) return Number(value.value);
    const given = value?.kind === Kind.VARIABLE ? this.#input.variables[value.name.value] : value && null;
    return given === undefined ? defaultValue : given;
  }

  #arguments(coordinate: string, { arguments: args = [] }: FieldNode): number {
    return args.reduce(
      (sum, { name }) => sum + (ownValue(this.#input.costs.weights, `${coordinate}(${name.value}:)`) ?? 0),
      0,
    );
  }

  #typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#input.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** How many values there are, lists unfolded. */
function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countOf(one), 0);
  return value === null || value === undefined ? 0 : 1;
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
