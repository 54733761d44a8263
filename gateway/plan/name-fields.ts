import { Kind, OperationTypeNode, print, type ArgumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import type { ChosenOperation } from './chosen-operation.js';

/** Gives a field the response name under which it is planned and fetched. */
export type FieldNamer = (field: FieldNode) => string;

/**
 * Names fields by what they ask, never by a client's alias: a field without arguments goes by its own name, one with
 * arguments by a name that stands for both. A mutation that is asked for twice is named twice, for it has to run twice.
 * `marker` stands in no name of the supergraph.
 */
export function createFieldNamer(chosen: ChosenOperation, marker: string): FieldNamer {
  const names = new Map<string, string>();
  const mutations = new Set(chosen.operation.operation === OperationTypeNode.MUTATION ? rootFields(chosen) : []);
  return (field) => {
    const { name, arguments: args, alias } = field;
    const isAliased = mutations.has(field) && alias !== undefined;
    if ((!args || args.length === 0) && !isAliased) return name.value;
    const call = `${isAliased ? alias.value : ''}:${name.value}(${argumentsText(args ?? [])})`;
    let given = names.get(call);
    if (given === undefined) names.set(call, (given = `${name.value}${marker}${names.size}`));
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

function argumentsText(args: readonly ArgumentNode[]): string {
  return args
    .map((argument) => print(argument))
    .sort()
    .join(',');
}
