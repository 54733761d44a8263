import { Kind, type ConstDirectiveNode, type ObjectTypeDefinitionNode, type TypeDefinitionNode } from 'graphql';
import { directivesOf, type Joined } from '../prepare/join-directives.js';
import { hasFields, interfacesOf, type SupergraphTypes } from '../prepare/supergraph-types.js';
import type { CoreFeature } from '../protection/core-features.js';
import { givenArgument, givenTexts } from '../../../kit/given-arguments.js';

/** How long a list is, as `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number | null;
  /** Arguments that give the size, such as `first`. */
  readonly slicingArguments: readonly string[];
  /** Fields below whose lists it is, such as `nodes`; the field's own list when there are none. */
  readonly sizedFields: readonly string[];
}

/** What a supergraph says of costs. */
export interface Costs {
  /** Weights of types by name, of fields as `Type.field`, and of arguments as `Type.field(argument:)`. */
  readonly weights: Readonly<Record<string, number>>;
  /** By `Type.field`. */
  readonly lists: Readonly<Record<string, ListSize>>;
}

interface CollectedCosts {
  readonly weights: Record<string, number>;
  readonly lists: Record<string, ListSize>;
}

/** Reads `@cost` and `@listSize` (https://specs.apollo.dev/cost/v0.1, https://ibm.github.io/graphql-specs/cost-spec.html). */
export function costsOf(types: SupergraphTypes, features: readonly CoreFeature[]): Costs {
  const feature = features.find(({ identity }) => identity === 'https://specs.apollo.dev/cost');
  const { weights, lists }: CollectedCosts = { weights: {}, lists: {} };
  if (!feature) return { weights, lists };
  const [cost, listSize] = [feature.directiveName('cost'), feature.directiveName('listSize')];
  const weigh = (coordinate: string, element: Joined): void => {
    const [directive] = directivesOf(element, cost);
    const weight = directive && weightOf(directive);
    if (weight !== undefined && Number.isFinite(weight)) weights[coordinate] = weight;
  };
  for (const type of types.all()) {
    weigh(type.name.value, type);
    for (const field of fieldsOf(type)) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      weigh(coordinate, field);
      const [directive] = directivesOf(field, listSize);
      if (directive) lists[coordinate] = listSizeOf(directive);
      for (const argument of field.arguments ?? []) weigh(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  for (const type of types.withFields())
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION) passOn(type, { weights, lists }, types);
  return { weights, lists };
}

/**
 * What a field of an object costs, the same field of its interfaces costs at least: of those the cost specification lets
 * nobody say a weight, and they are another way to the same values.
 */
function passOn(object: ObjectTypeDefinitionNode, { weights, lists }: CollectedCosts, types: SupergraphTypes): void {
  const raise = (to: string, from: string): void => {
    if (weights[from] !== undefined) weights[to] = Math.max(weights[to] ?? 1, weights[from]);
  };
  for (const interfaceName of interfacesOf(object)) {
    for (const { name, arguments: args = [] } of object.fields ?? []) {
      if (!types.field(interfaceName, name.value)) continue;
      const [to, from] = [`${interfaceName}.${name.value}`, `${object.name.value}.${name.value}`];
      raise(to, from);
      for (const argument of args) raise(`${to}(${argument.name.value}:)`, `${from}(${argument.name.value}:)`);
      const list = lists[from];
      if (list) lists[to] = longest(list, lists[to]);
    }
  }
}

function longest(one: ListSize, other: ListSize = one): ListSize {
  return {
    assumedSize: Math.max(one.assumedSize ?? 0, other.assumedSize ?? 0) || null,
    slicingArguments: [...new Set([...one.slicingArguments, ...other.slicingArguments])],
    sizedFields: [...new Set([...one.sizedFields, ...other.sizedFields])],
  };
}

/** A whole number, or as IBM's specification has it a number in a text. */
function weightOf(directive: ConstDirectiveNode): number | undefined {
  const value = givenArgument(directive, 'weight');
  const isNumber = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING;
  return isNumber ? Number(value.value) : undefined;
}

function fieldsOf(type: TypeDefinitionNode) {
  return hasFields(type) ? (type.fields ?? []) : [];
}

function listSizeOf(directive: ConstDirectiveNode): ListSize {
  const assumed = givenArgument(directive, 'assumedSize');
  return {
    assumedSize: assumed?.kind === Kind.INT ? Number(assumed.value) : null,
    slicingArguments: givenTexts(directive, 'slicingArguments'),
    sizedFields: givenTexts(directive, 'sizedFields'),
  };
}
