import type { Server } from 'node:http';

/** Where a server that does not listen itself gets its connections from. */
export interface ConnectionSource {
  /** Begins to give them. */
  open(server: Server): void;
  /** Resolves when it will give no more. */
  close(): Promise<void>;
}
