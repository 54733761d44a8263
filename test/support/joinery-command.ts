import { afterAll } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';

const MAIN = 'dist/cli/main.js';

export interface Ended {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits until the standard output or the standard error stream has what `pattern` finds; throws when the command ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  ended(): Promise<Ended>;
  /** Sends a message to what `nodeOptions` loaded into the process, and resolves with its reply; needs `hasChannel`. */
  tell(message: string): Promise<unknown>;
}

export interface CommandOptions {
  /** Variables besides those of the tests themselves. */
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
  /** Whether to open a channel for `tell`. */
  readonly hasChannel?: boolean;
  /** After so many characters of the standard output nobody reads it any more. */
  readonly stdoutMax?: number;
}

const children: ChildProcess[] = [];

// A test that fails before it stops its command must not leave it running.
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Starts the built command in a process of its own. `npm test` builds it first. */
export function startJoinery(
  args: readonly string[],
  { env = {}, nodeOptions = [], hasChannel = false, stdoutMax = Infinity }: CommandOptions = {},
): Running {
  if (!existsSync(MAIN)) throw new Error(`There is no ${MAIN}. Run npm run build`);
  const child = spawn(process.execPath, [...nodeOptions, MAIN, ...args], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? ['ipc' as const] : [])],
  }) as ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };
  children.push(child);
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    texts.stdout += chunk.toString();
    if (texts.stdout.length > stdoutMax) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...texts }));
  return {
    pid: child.pid!,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    until: (pattern) => untilFound(child, () => pattern.exec(texts.stdout) ?? pattern.exec(texts.stderr), texts),
    kill: (signal) => void child.kill(signal),
    ended: () => ended,
    tell: (message) => reply(child, message),
  };
}

/** Runs the built command to its end. */
export function runJoinery(args: readonly string[], options?: CommandOptions): Promise<Ended> {
  return startJoinery(args, options).ended();
}

function reply(child: ChildProcess, message: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`The command ended with ${child.exitCode ?? child.signalCode}`));
    child.once('exit', ended);
    child.once('message', (value) => {
      child.off('exit', ended);
      resolve(value);
    });
    if (child.connected) child.send(message);
    else ended();
  });
}

/** Without the settings of whoever runs the tests, and without jest's. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^JOINERY_|^JEST_|^NODE_|^PORT$|^APOLLO_/.test(name));
  return Object.fromEntries(kept) as Record<string, string>;
}

async function untilFound(
  child: ChildProcess,
  find: () => RegExpExecArray | null,
  texts: { readonly stdout: string; readonly stderr: string },
): Promise<RegExpExecArray> {
  for (;;) {
    const found = find();
    if (found) return found;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The command ended before: ${texts.stdout}${texts.stderr}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
