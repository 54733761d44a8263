import {
  isAbstractType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { deferredBlock, isIncluded, type ChosenOperation } from '../plan/chosen-operation.js';
import type { FieldNamer } from '../plan/name-fields.js';

/** A field of an answer with everything that is selected below it. */
export interface Collected {
  readonly name: string;
  /** The key under which the tree holds it. */
  readonly source: string;
  readonly selectionSets: readonly SelectionSetNode[];
  /** Whether the caller may not see it, however it is selected. */
  readonly isWithheld: boolean;
}

export interface CollectInput {
  readonly schema: GraphQLSchema;
  readonly chosen: ChosenOperation;
  readonly nameOf: FieldNamer;
}

export interface CollectedFields {
  /** By response key, in order. */
  readonly fields: ReadonlyMap<string, Collected>;
  /** What deferred fragments select, by their block. */
  readonly deferred: ReadonlyMap<number, SelectionSetNode>;
}

/** CollectFields of the GraphQL specification, section 6.3.2, for an object of a type. */
export function collectFields(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLObjectType | GraphQLInterfaceType,
  input: CollectInput,
): CollectedFields {
  const fields = new Map<string, Collected & { selectionSets: SelectionSetNode[]; isWithheld: boolean }>();
  const deferred = new Map<number, SelectionSetNode>();
  const { chosen } = input;

  const collect = ({ selections }: SelectionSetNode, seen: Set<string>): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, chosen.conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(key);
        const field = known ?? {
          name: selection.name.value,
          source: input.nameOf(selection),
          selectionSets: [],
          isWithheld: true,
        };
        if (!known) fields.set(key, field);
        if (chosen.withheld?.get(selection)?.includes(type.name) === false) continue;
        field.isWithheld = false;
        if (selection.selectionSet) field.selectionSets.push(selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collectFragment(selection, seen);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        collectFragment(chosen.fragments.get(selection.name.value)!, seen);
      }
    }
  };
  const collectFragment = (fragment: InlineFragmentNode | FragmentDefinitionNode, seen: Set<string>): void => {
    if (!applies(fragment.typeCondition?.name.value, type, input.schema)) return;
    const block = deferredBlock(fragment, chosen);
    if (block !== null) deferred.set(block, fragment.selectionSet);
    else collect(fragment.selectionSet, seen);
  };

  for (const selectionSet of selectionSets) collect(selectionSet, new Set());
  return { fields, deferred };
}

function applies(
  condition: string | undefined,
  type: GraphQLObjectType | GraphQLInterfaceType,
  schema: GraphQLSchema,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}
