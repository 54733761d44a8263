/** What a code of composition, lint, ownership or a check means, for partners. */
export interface Explanation {
  readonly means: string;
  /** Which partner acts. */
  readonly acts: string;
  /** What that partner does. */
  readonly fix: string;
  /** At most three lines of a schema or of a shell, as they should be. */
  readonly example: readonly [string, ...string[]];
}

/** Explanations by their codes. */
export type Explanations = Readonly<Record<string, Explanation>>;

/** Who acts where one schema alone is wrong. */
export const AUTHOR = 'The partner of the named subgraph';
/** Who acts where schemas contradict each other. */
export const TOGETHER = 'The partner who published last; the other one where its schema is what is wrong';
