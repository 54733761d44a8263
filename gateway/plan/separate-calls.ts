import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { deferredBlock, isIncluded, type ChosenOperation } from './chosen-operation.js';

export interface SeparatingInput {
  readonly chosen: ChosenOperation;
  /** The API schema that clients see. */
  readonly schema: GraphQLSchema;
  /** A text that stands for a field and its arguments. */
  readonly callOf: (field: FieldNode) => string;
}

/** A selection set at a place of an answer. */
interface Place {
  readonly typeName: string;
  readonly selectionSet: SelectionSetNode;
  /** The number of the fragments that it stands in, from the root: it is for the objects only that fit all of them. */
  readonly condition: number;
}

interface PlacedField extends Omit<Place, 'selectionSet'> {
  readonly field: FieldNode;
}

/** What is selected below one call under one response key. */
interface Below {
  readonly call: string;
  readonly places: Place[];
}

/**
 * The calls that have to be made once for each response key: a client selects one under several keys at one place, and
 * what may not be null below differs. A null that bubbles up under one key leaves the others, but a subgraph that is asked
 * once for all of them nulls them together.
 */
export function separateCalls(input: SeparatingInput): ReadonlySet<string> {
  const { chosen, schema, callOf } = input;
  const separate = new Set<string>();
  const numbers = new Map<string, number>([['', 0]]);
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };

  /** Stands for what may not be null of objects that several selection sets share: where it is equal, nulls are. */
  const strictness = (places: readonly Place[]): number => {
    const strict = new Set<string>();
    const asked = new Map<string, Below>();
    for (const { field, typeName, condition } of places.flatMap((place) => fieldsAt(place))) {
      const call = callOf(field);
      const { name, alias, selectionSet } = field;
      const key = selectionSet ? `${(alias ?? name).value}:${call}` : call;
      if (isStrict(schema, typeName, name.value)) strict.add(`${condition} ${key}`);
      if (!selectionSet) continue;
      const below = asked.get(key) ?? { call, places: [] };
      asked.set(key, below);
      below.places.push({ typeName: typeBelow(schema, typeName, name.value), selectionSet, condition });
    }
    const byCall = new Map<string, number>();
    for (const [key, { call, places: nested }] of asked) {
      const number = strictness(nested);
      if (number > 0) strict.add(`${key} ${number}`);
      if ((byCall.get(call) ?? number) !== number) separate.add(call);
      byCall.set(call, number);
    }
    return numberOf([...strict].sort().join());
  };

  const fieldsAt = ({ typeName, selectionSet, condition }: Place): PlacedField[] =>
    selectionSet.selections.flatMap((selection): PlacedField[] => {
      if (!isIncluded(selection, chosen.conditions)) return [];
      if (selection.kind === Kind.FIELD)
        return selection.name.value.startsWith('__') ? [] : [{ typeName, condition, field: selection }];
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      const fragment = isSpread ? chosen.fragments.get(selection.name.value)! : selection;
      const narrowed = fragment.typeCondition?.name.value ?? typeName;
      const block = deferredBlock(fragment, chosen);
      const isSame = narrowed === typeName && block === null;
      return fieldsAt({
        typeName: narrowed,
        selectionSet: fragment.selectionSet,
        condition: isSame ? condition : numberOf(`${condition} ${narrowed} ${block}`),
      });
    });

  const { operation } = chosen;
  const typeName = schema.getRootType(operation.operation)!.name;
  strictness([{ typeName, selectionSet: operation.selectionSet, condition: 0 }]);
  return separate;
}

function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function typeBelow(schema: GraphQLSchema, typeName: string, name: string): string {
  return getNamedType(fieldOf(schema.getType(typeName), name)!.type).name;
}

/** Whether a field may not be null on any object that the type allows. */
function isStrict(schema: GraphQLSchema, typeName: string, name: string): boolean {
  const type = schema.getType(typeName)!;
  const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
  return types.some((one) => isNonNullType(fieldOf(one, name)?.type));
}
