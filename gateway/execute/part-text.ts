import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { PlacedPart } from './program.js';

/** The text of an entity fetch cut into pieces, of which several make one operation. */
export interface PartText {
  /** Its variables, each as `$name:Type`. */
  readonly definitions: readonly string[];
  /** Its selection, `e0:_entities(…){…}`. */
  readonly selection: string;
}

/** The name of the variable that carries the representations of a part. */
export function representationsName(number: number): string {
  return `r${number}`;
}

/** The response key of a part's entities. */
export function entitiesKey(number: number): string {
  return `e${number}`;
}

/** The name that a variable gathered from around a target has in a request. */
export function contextName(name: string, number: number): string {
  return `${name}_${number}`;
}

/** Cuts an entity fetch into its pieces, under a number that keeps its names apart from those of others. */
export function partText(operation: OperationDefinitionNode, { part, number }: PlacedPart): PartText {
  const gathered = part.kind === 'entities' ? (part.context?.names ?? []) : [];
  const renamed = visit(operation, {
    Variable(node) {
      const { value } = node.name;
      if (value === 'representations') return { ...node, name: { ...node.name, value: representationsName(number) } };
      return gathered.includes(value)
        ? { ...node, name: { ...node.name, value: contextName(value, number) } }
        : undefined;
    },
  });
  return {
    definitions: (renamed.variableDefinitions ?? []).map((definition) => stripIgnoredCharacters(print(definition))),
    selection: textOf(underKey(renamed.selectionSet, entitiesKey(number))),
  };
}

/** One operation of several pieces. */
export function joinedText(name: string | undefined, pieces: readonly PartText[]): string {
  const definitions = [...new Set(pieces.flatMap((piece) => piece.definitions))];
  return `query ${name ?? ''}(${definitions.join(',')}){${pieces.map(({ selection }) => selection).join(' ')}}`;
}

function underKey(selectionSet: SelectionSetNode, key: string): SelectionSetNode {
  return {
    ...selectionSet,
    selections: selectionSet.selections.map((selection) =>
      selection.kind === Kind.FIELD ? { ...selection, alias: { kind: Kind.NAME, value: key } } : selection,
    ),
  };
}

function textOf(selectionSet: SelectionSetNode): string {
  return stripIgnoredCharacters(print(selectionSet)).slice(1, -1);
}
