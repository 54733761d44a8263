import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import { refuse } from '../errors.js';
import type { FromComposer, ToComposer } from './messages.js';

export interface ComposerLimits {
  /** How long one composition may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** A process that composes, one request at a time. */
export interface ComposerProcess {
  /** Rejects with `COMPOSITION_TIMEOUT` when there is no answer in time, or the process ends; it has ended then. */
  ask(request: ToComposer): Promise<FromComposer>;
  hasEnded(): boolean;
  stop(): void;
}

/** Starts a process. It keeps nothing alive while it is not asked. */
export function startComposerProcess({ memoryMb, timeoutMs }: ComposerLimits): ComposerProcess {
  const child = fork(composerFile(), {
    execArgv: [`--max-old-space-size=${memoryMb}`, '--stack-size=4000'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  });
  let hasEnded = false;
  child.on('error', () => (hasEnded = true));
  child.on('exit', () => (hasEnded = true));
  const stop = () => {
    hasEnded = true;
    child.kill('SIGKILL');
  };
  keepAlive(child, false);
  return {
    hasEnded: () => hasEnded,
    stop,
    async ask(request) {
      keepAlive(child, true);
      try {
        return await answerOf(child, request, timeoutMs);
      } catch (error) {
        stop();
        throw error;
      } finally {
        keepAlive(child, false);
      }
    },
  };
}

function answerOf(child: ChildProcess, request: ToComposer, timeoutMs: number): Promise<FromComposer> {
  return new Promise<FromComposer>((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      done();
    };
    const fail = (reason: string) => settle(() => reject(refuse('COMPOSITION_TIMEOUT', reason)));
    const onMessage = (answer: unknown) => settle(() => resolve(answer as FromComposer));
    const onExit = () => fail('the process ended, most likely for want of memory. Publish a simpler schema');
    const timer = setTimeout(
      () => fail(`it was stopped after ${timeoutMs / 1_000} s. Publish a simpler schema`),
      timeoutMs,
    );
    child.on('message', onMessage).on('exit', onExit);
    // What cannot be sent has ended, which `exit` tells.
    child.send(request, () => undefined);
  });
}

function keepAlive(child: ChildProcess, isAsked: boolean): void {
  if (isAsked) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** The process runs from the built files, also when this file is run from its source by a test. */
function composerFile(): string {
  const built = join(PACKAGE_ROOT, 'dist', 'registry', 'composition', 'composer-process.js');
  if (!existsSync(built)) throw new Error('The composer has not been built. Run npm run build');
  return built;
}
