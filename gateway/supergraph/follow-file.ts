import type { Log } from '../../kit/log.js';
import { lastGoodIn } from './last-good.js';
import type { SupergraphSource } from './supergraph-source.js';
import { readSupergraph, type Supergraph } from './supergraph.js';
import { watchFiles } from './watch-files.js';

export interface FollowOptions {
  readonly file: string;
  /** Reads the file, and what it depends on. */
  readonly source: SupergraphSource;
  /** Where the last good supergraph is kept. */
  readonly dataDir: string;
  /** How often the file is looked at. */
  readonly pollMs: number;
  /** Takes a supergraph into use; rejects when it cannot be used. */
  readonly load: (supergraph: Supergraph) => Promise<void>;
  readonly log: Log;
  readonly onRefused: (error: unknown) => void;
}

/** Keeps a gateway on the newest supergraph of a file that can be used. */
export interface Following {
  /** Loads the file, or else the last good supergraph; rejects when there is neither. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Follows a file. Changes that come while one is loaded are taken together. */
export function followFile({ file, source, dataDir, pollMs, load, log, onRefused }: FollowOptions): Following {
  const lastGood = lastGoodIn(dataDir, file);
  let loading = Promise.resolve();
  let isPlanned = false;
  let isStopped = false;
  /** What was read last, good or bad. */
  let seen: string | undefined;
  let retry: NodeJS.Timeout | undefined;

  const readAndLoad = async (): Promise<boolean> => {
    const { text, mayRecover } = await source((files) => !isStopped && watch.follow(files));
    if (mayRecover) retry = setTimeout(changed, pollMs).unref();
    const now = typeof text === 'string' ? text : text.message;
    if (now === seen) return false;
    seen = now;
    if (typeof text !== 'string') throw text;
    const supergraph = readSupergraph(text, file);
    await load(supergraph);
    await lastGood.keep(supergraph).catch((error: unknown) => {
      log.warn({ err: error, dataDir }, 'The supergraph cannot be kept for the next start');
    });
    return true;
  };
  const refused = (error: unknown, consequence: string): void => {
    onRefused(error);
    log.error({ reason: (error as Error).message }, `The supergraph was refused, ${consequence}`);
  };
  const reload = async (): Promise<void> => {
    isPlanned = false;
    try {
      if (await readAndLoad()) log.info({ file }, 'The supergraph was reloaded');
    } catch (error) {
      refused(error, 'the one in use goes on');
    }
  };
  const changed = () => {
    clearTimeout(retry);
    if (isPlanned || isStopped) return;
    isPlanned = true;
    loading = loading.then(reload);
  };
  const watch = watchFiles(pollMs, changed);
  const loadFirst = async (): Promise<void> => {
    try {
      await readAndLoad();
    } catch (error) {
      const last = await lastGood.read();
      if (!last) throw error;
      refused(error, 'the last good one is used');
      await load(last);
    }
  };

  return {
    async start() {
      // Before the first reading, so that no change is missed while it is loaded.
      watch.follow([file]);
      const first = loadFirst();
      loading = first.catch(() => undefined);
      await first;
    },
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      watch.stop();
      await loading;
      clearTimeout(retry);
    },
  };
}
