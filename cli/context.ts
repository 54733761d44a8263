import type { Environment } from '../kit/env.js';

/** What a verb works with, besides its own arguments. */
export interface CliContext {
  readonly env: Environment;
  /** Read where an argument is `-`, and for confirmations on a terminal. */
  readonly stdin: NodeJS.ReadStream;
  /** Takes data only. */
  readonly stdout: NodeJS.WriteStream;
  /** Takes logs, progress and errors. */
  readonly stderr: NodeJS.WriteStream;
  /** Raised when the user or the system asks the command to stop. */
  readonly signal: AbortSignal;
}
