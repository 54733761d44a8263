import { deferredPlaces, type DeferredPlace } from './deferred-places.js';
import { isAtOrAbove, type ErrorPath, type ResponseError } from './graphql-error.js';
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
  const errors = run.errors[0]!;
  const { root } = program.projection;
  const data = project(root, run.tree, { introspected, errors });
  let waiting = data === null ? [] : deferredPlaces(root, run.tree, { data, path: [] });
  yield { ...(errors.length > 0 ? { errors } : {}), data, hasNext: waiting.length > 0 };

  while (waiting.length > 0) {
    await until(() => waiting.some(({ block }) => ended.has(block)));
    const incremental: DeferredAnswer[] = [];
    for (let ready = readyOf(waiting, ended); ready.length > 0; ready = readyOf(waiting, ended)) {
      waiting = waiting.filter((place) => !ready.includes(place));
      const answered = ready.map((place) => answer(place, program, run));
      incremental.push(...answered.map(({ sent }) => sent));
      waiting.push(...answered.flatMap(({ below }) => below));
    }
    yield { incremental, hasNext: waiting.length > 0 };
  }
}

function readyOf(waiting: readonly DeferredPlace[], ended: ReadonlySet<number>): DeferredPlace[] {
  return waiting.filter(({ block }) => ended.has(block));
}

/** The answer of a deferred block for one object, and the blocks deferred within it. */
function answer(
  { block, shape, path, tree }: DeferredPlace,
  { deferred }: Program,
  run: ProgramRun,
): { sent: DeferredAnswer; below: DeferredPlace[] } {
  const { label } = deferred[block - 1]!;
  const errors = takeErrors(run.errors[block]!, path);
  const data = project(shape, tree, { introspected: {}, errors, base: path });
  return {
    sent: { ...(errors.length > 0 ? { errors } : {}), data, path, ...(label === null ? {} : { label }) },
    below: data === null ? [] : deferredPlaces(shape, tree, { data, path }),
  };
}

/** Takes the errors that belong below a place out of those of its block, with those that belong nowhere. */
function takeErrors(errors: ResponseError[], place: ErrorPath): ResponseError[] {
  const taken = errors.filter(({ path }) => path === undefined || isAtOrAbove(place, path));
  errors.splice(0, errors.length, ...errors.filter((error) => !taken.includes(error)));
  return taken;
}
