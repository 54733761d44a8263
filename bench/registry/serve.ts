import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { memoryMb } from '../gateway/process-use.js';

/** A verb of the built command in a process of its own. */
export interface Served {
  /** The address that it told. */
  readonly url: string;
  /** Resident memory of it and its children at its largest, in MB. */
  peakMb(): number;
  stop(): Promise<void>;
}

const MAIN = join(import.meta.dirname, '..', '..', 'cli', 'main.js');

/** Starts a verb and waits until it says where it listens. */
export async function serve(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  while (!/listens on \S+\n/.test(text)) {
    const [chunk] = (await Promise.race([once(child.stderr, 'data'), once(child, 'exit')])) as [Buffer | number];
    if (typeof chunk === 'number') throw new Error(`joinery ${args[0]} ended with ${chunk}: ${text}`);
    text += chunk.toString();
  }
  child.stderr.resume();
  return {
    url: /listens on (\S+)/.exec(text)![1]!,
    peakMb: () => memoryMb(child.pid!, 'peak'),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
