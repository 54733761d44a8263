/** A named person's leave for breaking changes. */
export interface Leave {
  readonly by: string;
  readonly reason: string;
}
