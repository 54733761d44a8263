import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A role of the built command in a process of its own. */
export interface JoineryProcess {
  readonly pid: number;
  /** The address that it said it listens on. */
  readonly url: string;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Everything that it wrote. */
  log(): string;
}

const START_TIMEOUT_MS = 120_000;
const LISTENING = /listens on (http:\S+)/;
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Starts the built command and resolves when it listens; throws with what it wrote when it ends before. */
export async function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<JoineryProcess> {
  const { child, ended, log } = run(args, env);
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (let found = LISTENING.exec(log()); ; found = LISTENING.exec(log())) {
    if (found) return { pid: child.pid!, url: found[1]!, kill: (signal) => void child.kill(signal), ended, log };
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`joinery ${args.join(' ')}: ${log()}`);
    await sleep(20);
  }
}

/** Runs the built command to its end; throws with what it wrote unless it ends well. */
export async function runToEnd(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const { ended, log } = run(args, env);
  if ((await ended) !== 0) throw new Error(`joinery ${args.join(' ')}: ${log()}`);
}

function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('JOINERY_'));
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=32', '--no-allocation-site-pretenuring', '--expose-gc', 'dist/cli/main.js', ...args],
    {
      env: { ...(Object.fromEntries(kept) as Record<string, string>), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  children.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => {
    children.delete(child);
    return (code ?? signal) as number | NodeJS.Signals;
  });
  return { child, ended, log: () => text };
}
