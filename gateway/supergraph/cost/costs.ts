import { Kind, type ConstDirectiveNode, type ConstValueNode, type TypeDefinitionNode } from 'graphql';
import { directivesOf, type Joined } from '../prepare/join-directives.js';
import { hasFields, type SupergraphTypes } from '../prepare/supergraph-types.js';
import type { CoreFeature } from '../protection/core-features.js';

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

/** Reads `@cost` and `@listSize` (https://specs.apollo.dev/cost/v0.1, https://ibm.github.io/graphql-specs/cost-spec.html). */
export function costsOf(types: SupergraphTypes, features: readonly CoreFeature[]): Costs {
  const feature = features.find(({ identity }) => identity === 'https://specs.apollo.dev/cost');
  const weights: Record<string, number> = {};
  const lists: Record<string, ListSize> = {};
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
  return { weights, lists };
}

/** A whole number, or as IBM's specification has it a number in a text. */
function weightOf(directive: ConstDirectiveNode): number | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === 'weight')?.value;
  const isNumber = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING;
  return isNumber ? Number(value.value) : undefined;
}

function fieldsOf(type: TypeDefinitionNode) {
  return hasFields(type) ? (type.fields ?? []) : [];
}

function listSizeOf(directive: ConstDirectiveNode): ListSize {
  const value = (name: string): ConstValueNode | undefined =>
    directive.arguments?.find((argument) => argument.name.value === name)?.value;
  const texts = (name: string): string[] => {
    const list = value(name);
    const items = list?.kind === Kind.LIST ? list.values : [];
    return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
  };
  const assumed = value('assumedSize');
  return {
    assumedSize: assumed?.kind === Kind.INT ? Number(assumed.value) : null,
    slicingArguments: texts('slicingArguments'),
    sizedFields: texts('sizedFields'),
  };
}
