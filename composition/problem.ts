/** One thing that keeps subgraphs from being composed. */
export interface Problem {
  /** One of `errors.ts`, or of the composition itself, such as `INVALID_FIELD_SHARING`. */
  readonly code: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** The names of the subgraphs it is about; none when it is about the whole file. */
  readonly subgraphs: readonly string[];
  /** Where it is, most useful first: `supergraph.yaml:7`, `people.graphql:12`. */
  readonly places: readonly string[];
}

/** Something to improve that does not keep subgraphs from being composed. */
export type Hint = Problem;

/** A problem on one line. */
export function problemText({ code, message, places }: Problem): string {
  const where = places.length === 0 ? '' : `${places.join(', ')}: `;
  return `${code}: ${where}${message.replaceAll(/\s*\n\s*/g, ' ')}`;
}
