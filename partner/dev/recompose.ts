import { setTimeout as sleep } from 'node:timers/promises';
import { composeApart } from '../../composition/compose-apart.js';
import type { SubgraphSchema } from '../../composition/subgraph-schema.js';
import type { Following } from '../../gateway/supergraph/follow-file.js';
import { readSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.js';
import { JoineryError } from '../../kit/errors.js';
import type { Gatherer, Gathered } from './gather-schemas.js';
import { problemReport } from './problem-report.js';

export interface RecomposeOptions {
  readonly gatherer: Gatherer;
  readonly pollMs: number;
  /** Takes a supergraph into use; rejects when it cannot be used. */
  readonly load: (supergraph: Supergraph) => Promise<void>;
  readonly tell: (text: string) => void;
  /** Ends the first composition, too. */
  readonly signal: AbortSignal;
}

/**
 * Keeps a gateway on the graph that its schemas compose to: looked at every `pollMs`, composed when one has changed. What
 * does not compose is told, and the last good graph goes on; at the start that is the live one.
 */
export function recompose({ gatherer, pollMs, load, tell, signal }: RecomposeOptions): Following {
  const stopping = new AbortController();
  const ending = AbortSignal.any([stopping.signal, signal]);
  let following = Promise.resolve();
  let seen: readonly SubgraphSchema[] = [];

  const take = async (schemas: readonly SubgraphSchema[]): Promise<string | undefined> => {
    const composition = await composeApart(schemas, ending);
    if (composition.kind === 'failed') return composition.problems.map((one) => problemReport(one, schemas)).join('');
    return load(readSupergraph(composition.sdl, 'the composed graph')).then(
      () => undefined,
      (error: Error) => `${error.message}\n`,
    );
  };
  const look = async (): Promise<void> => {
    const { schemas } = await gatherer.gather();
    const changed = changes(seen, schemas);
    if (changed.length === 0) return;
    seen = schemas;
    const problems = await take(schemas);
    const what = `${changed.join(', ')} changed`;
    tell(problems === undefined ? `${what}: composed` : `${what}, and the last good graph goes on:\n${problems}`);
  };
  const follow = async (): Promise<void> => {
    while (!ending.aborted) {
      await sleep(pollMs, undefined, { signal: ending }).catch(() => undefined);
      if (ending.aborted) return;
      await look().catch((error: Error) => ending.aborted || tell(error.message));
    }
  };
  const takeFirst = async ({ live, schemas }: Gathered): Promise<void> => {
    seen = schemas;
    const problems = await take(schemas);
    if (problems === undefined) return;
    tell(`The graph does not compose, and the live one goes on without your change:\n${problems}`);
    const without = await take(live);
    if (without !== undefined) throw new JoineryError('COMPOSITION_FAILED', 'neither does the live graph compose');
  };
  return {
    async start() {
      await takeFirst(await gatherer.gather());
      following = follow();
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

/** The names of subgraphs that came, went, moved or have another schema. */
function changes(before: readonly SubgraphSchema[], now: readonly SubgraphSchema[]): string[] {
  const textOf = ({ url, sdl }: SubgraphSchema) => `${url}\n${sdl}`;
  const old = new Map(before.map((schema) => [schema.name, textOf(schema)]));
  const added = now.filter((schema) => old.get(schema.name) !== textOf(schema)).map(({ name }) => name);
  const gone = before.filter(({ name }) => !now.some((schema) => schema.name === name)).map(({ name }) => name);
  return [...added, ...gone];
}
