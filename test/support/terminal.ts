import { afterAll } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A shell that keeps its folder and its variables from one command to the next. */
export interface Terminal {
  /** Runs a command to its end. */
  run(command: string): Promise<{ readonly exitCode: number; readonly output: string }>;
  /** Begins a command that goes on, and resolves with what a text was found by in its output. */
  begin(command: string, until: RegExp): Promise<RegExpExecArray>;
}

const MARK = '@@ended@@';
/** What has not stopped by then never will. */
const STOP_MS = 30_000;
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
});

/** Opens a terminal; with all that runs in it it ends after the tests. */
export function openTerminal(folder: string, env: Readonly<Record<string, string>>): Terminal {
  // A process group of its own, which is stopped as Ctrl-C stops it.
  const shell = spawn('bash', ['--norc'], { cwd: folder, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  const grown = new EventTarget();
  const grow = (chunk: Buffer) => {
    output += chunk.toString();
    grown.dispatchEvent(new Event('data'));
  };
  shell.stdout.on('data', grow);
  shell.stderr.on('data', grow);
  const closed = once(shell, 'close');
  stops.push(async () => {
    shell.stdin.end();
    if (shell.exitCode === null && shell.signalCode === null) process.kill(-shell.pid!, 'SIGTERM');
    const forced = setTimeout(() => process.kill(-shell.pid!, 'SIGKILL'), STOP_MS);
    await closed;
    clearTimeout(forced);
  });
  const find = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found;
      if (shell.exitCode !== null || shell.signalCode !== null) throw new Error(`The terminal was closed: ${output}`);
      await Promise.race([once(grown, 'data'), closed]);
    }
  };
  const send = (text: string): void => {
    output = '';
    shell.stdin.write(`${text}\n`);
  };
  return {
    async run(command) {
      send(`${command}\necho "${MARK}$?"`);
      const found = await find(new RegExp(`${MARK}(\\d+)\\n`));
      return { exitCode: Number(found[1]), output: output.slice(0, found.index) };
    },
    begin(command, until) {
      send(command);
      return find(until);
    },
  };
}
