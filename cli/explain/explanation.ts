/** What a code of composition, lint, ownership or a check means, for partners. */
export interface Explanation {
  readonly means: string;
  /** Which partner acts. */
  readonly acts: string;
  /** What that partner does. */
  readonly fix: string;
  /** Up to three lines of a schema or of a shell. */
  readonly example: readonly [string, ...string[]];
}
