/** Somebody whom one can be on this machine. Nobody real. */
export interface SamplePerson {
  /** For example `analyst` or `editor-people`. */
  readonly id: string;
  /** In words. */
  readonly title: string;
  /** What they may do, in words. */
  readonly may: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
}
