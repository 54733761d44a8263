import { print, type ArgumentNode, type FieldNode, type GraphQLField } from 'graphql';

/** What is asked by a field, told apart by the way from the root and all arguments on it. */
export interface Question {
  /** For example `Query.programme.outcomes.count`. */
  readonly figure: string;
  /** The way with its arguments as they are written. */
  readonly written: string;
  /** The fields on the way that may have arguments, given or not. */
  readonly steps: readonly QuestionStep[];
}

export interface QuestionStep {
  /** The way to the field. */
  readonly figure: string;
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
}

/** What is asked by a field of the object that a way leads to. */
export function questionOf(way: Question, node: FieldNode, definition: GraphQLField<unknown, unknown>): Question {
  const figure = `${way.figure}.${definition.name}`;
  return {
    figure,
    written: `${way.written}.${definition.name}${writtenOf(node.arguments)}`,
    steps: definition.args.length > 0 ? [...way.steps, { figure, node, definition }] : way.steps,
  };
}

/** Arguments as they are written, in order of their names; nothing for none. */
function writtenOf(given: readonly ArgumentNode[] = []): string {
  if (given.length === 0) return '';
  return `(${given
    .map((argument) => print(argument))
    .sort()
    .join()})`;
}
