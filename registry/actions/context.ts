import type { Database } from '../../kit/database/database.js';
import type { Log } from '../../kit/log.js';
import type { Composer } from '../composition/composer.js';
import type { Caller } from './caller.js';

/** What every action works with. */
export interface Desk {
  readonly database: Database;
  readonly composer: Composer;
  /** Hosts and networks that routing URLs may name although they are internal. */
  readonly allowedHosts: readonly string[];
  readonly log: Log;
  /** Called when another supergraph is live. */
  readonly onLive: () => void;
  /** Called when a token may have changed. */
  readonly onTokens: () => void;
  /** The secret of a webhook. */
  readonly webhookSecretOf: (id: string) => string;
}

/** What an action of one caller works with. */
export interface ActionContext extends Desk {
  readonly caller: Caller;
}
