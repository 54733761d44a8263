import { Kind, OperationTypeNode, print, type FieldNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import type { ChosenOperation } from './chosen-operation.js';
import { separateCalls } from './separate-calls.js';

/** Gives a field the response name under which it is planned and fetched. */
export type FieldNamer = (field: FieldNode) => string;

export interface NamingInput {
  /** A text that stands in no name of the supergraph. */
  readonly marker: string;
  /** The API schema that clients see. */
  readonly schema: GraphQLSchema;
}

/**
 * Names fields by what they ask, never by a client's alias: a field without arguments goes by its own name, one with
 * arguments by a name that stands for both. What has to be asked for once for each response key is named for that too: a
 * mutation, which runs as often, and what a null may take from one key alone.
 */
export function createFieldNamer(chosen: ChosenOperation, { marker, schema }: NamingInput): FieldNamer {
  const names = new Map<string, string>();
  const mutations = new Set(chosen.operation.operation === OperationTypeNode.MUTATION ? rootFields(chosen) : []);
  const separate = separateCalls({ chosen, schema, callOf });
  return (field) => {
    const { name, arguments: args, alias } = field;
    const call = callOf(field);
    const isByKey = separate.has(call) || (mutations.has(field) && alias !== undefined);
    if ((!args || args.length === 0) && !isByKey) return name.value;
    const asked = isByKey ? `${(alias ?? name).value}:${call}` : call;
    let given = names.get(asked);
    if (given === undefined) names.set(asked, (given = `${name.value}${marker}${names.size}`));
    return given;
  };
}

function rootFields({ operation, fragments }: ChosenOperation): FieldNode[] {
  const below = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
      return below(fragment.selectionSet);
    });
  return below(operation.selectionSet);
}

function callOf({ name, arguments: args = [] }: FieldNode): string {
  const given = args.map((argument) => print(argument)).sort();
  return `${name.value}(${given.join()})`;
}
