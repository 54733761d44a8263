import { setImmediate as nextTurn } from 'node:timers/promises';
import { answeredErrors } from './answered-errors.js';
import { deferredPlaces, type DeferredPlace } from './deferred-places.js';
import type { ErrorPath, ResponseError } from './graphql-error.js';
import type { Program, Tree } from './program.js';
import { project } from './project.js';
import { ProgramRun, type ExecutionInput } from './run-program.js';

/** One message of a streamed answer, as https://github.com/graphql/graphql-wg/blob/main/rfcs/DeferStream.md has it. */
export type StreamedAnswer = FirstAnswer | LaterAnswer;

/** What is not deferred. */
export interface FirstAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
  readonly hasNext: boolean;
}

/** What was deferred and is ready now. */
export interface LaterAnswer {
  readonly incremental?: readonly DeferredAnswer[];
  readonly hasNext: boolean;
}

export interface DeferredAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
  readonly path: ErrorPath;
  readonly label?: string;
}

/** How many places are answered in one message, so that a long list does not hold up others. */
const PLACES_MAX = 1_000;

/**
 * Runs a program with deferred blocks; gives the first answer and then the deferred ones as they become ready, each after
 * what it stands in. Never throws.
 */
export async function* executeDeferred(
  program: Program,
  input: ExecutionInput,
  introspected: Tree,
): AsyncGenerator<StreamedAnswer, void> {
  const ended = new Set<number>();
  let wake = () => {};
  const run = new ProgramRun(program, input, (block) => {
    ended.add(block);
    wake();
  });
  const until = async (isReady: () => boolean): Promise<void> => {
    while (!isReady()) await new Promise<void>((resolve) => (wake = resolve));
  };

  run.start();
  await until(() => ended.has(0));
  const { root } = program.projection;
  const errors = answeredErrors(root, run.tree, run.errors[0]!);
  const data = project(root, run.tree, { introspected, errors });
  let waiting = data === null ? [] : deferredPlaces(root, run.tree, { data, path: [] });
  yield { ...(errors.length > 0 ? { errors } : {}), data, hasNext: waiting.length > 0 };

  while (waiting.length > 0) {
    await until(() => waiting.some(({ block }) => ended.has(block)));
    const incremental: DeferredAnswer[] = [];
    for (let ready = readyOf(waiting, ended); ready.length > 0; ready = readyOf(waiting, ended)) {
      const next = new Set(ready.slice(0, PLACES_MAX - incremental.length));
      if (next.size === 0) break;
      waiting = waiting.filter((place) => !next.has(place));
      const failed = takeErrors(run.errors, [...next]);
      const answered = [...next].map((place) => answer(place, failed.get(place) ?? [], { program, run }));
      incremental.push(...answered.map(({ sent }) => sent));
      waiting.push(...answered.flatMap(({ below }) => below));
    }
    yield { incremental, hasNext: waiting.length > 0 };
    if (incremental.length === PLACES_MAX) await nextTurn();
  }
}

function readyOf(waiting: readonly DeferredPlace[], ended: ReadonlySet<number>): DeferredPlace[] {
  return waiting.filter(({ block }) => ended.has(block));
}

interface Running {
  readonly program: Program;
  readonly run: ProgramRun;
}

/** The answer of a deferred block for one object, and the blocks deferred within it. */
function answer(
  { block, shape, path, tree }: DeferredPlace,
  failed: readonly ResponseError[],
  { program: { deferred, projection }, run }: Running,
): { sent: DeferredAnswer; below: DeferredPlace[] } {
  const { label } = deferred[block - 1]!;
  const errors = answeredErrors(projection.root, run.tree, failed);
  const data = project(shape, tree, { introspected: {}, errors, base: path });
  return {
    sent: { ...(errors.length > 0 ? { errors } : {}), data, path, ...(label === null ? {} : { label }) },
    below: data === null ? [] : deferredPlaces(shape, tree, { data, path }),
  };
}

/**
 * Takes the errors that belong below some places out of those of their blocks, each for the first place that it is below;
 * those that belong nowhere go to the first place of their block.
 */
function takeErrors(
  errors: readonly ResponseError[][],
  places: readonly DeferredPlace[],
): ReadonlyMap<DeferredPlace, ResponseError[]> {
  const taken = new Map<DeferredPlace, ResponseError[]>();
  for (const [block, some] of Map.groupBy(places, (place) => place.block)) {
    const byPath = new Map(some.toReversed().map((place) => [JSON.stringify(place.path), place]));
    const lengths = [...new Set(some.map(({ path }) => path.length))].sort((one, other) => one - other);
    const placeOf = ({ path }: ResponseError): DeferredPlace | undefined => {
      if (path === undefined) return some[0];
      const above = lengths.filter((length) => length <= path.length);
      return above.map((length) => byPath.get(JSON.stringify(path.slice(0, length)))).find((place) => place);
    };
    for (const error of errors[block]!.splice(0)) {
      const place = placeOf(error);
      if (!place) errors[block]!.push(error);
      else if (taken.has(place)) taken.get(place)!.push(error);
      else taken.set(place, [error]);
    }
  }
  return taken;
}
