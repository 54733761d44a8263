/** docs/partners.md: each of its commands, one after the other, as a partner would type them into three terminals. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openTerminal, type Terminal } from '../../support/terminal.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { readTutorial, type Step } from '../../support/tutorial.js';
import { IN_TIME_MS } from '../../support/until.js';

const steps = readTutorial(readFileSync('docs/partners.md', 'utf8'));

/** What the tutorial begins in a terminal and leaves running, and what it says when it is ready. */
const GOING_ON: readonly (readonly [command: string, ready: RegExp])[] = [
  ['npm start', /Press Ctrl-C to stop/],
  ['npm start --prefix culture-resources', /listens on (http:\S+)\/graphql/],
];
/** What has been done where this test runs. */
const DONE = ['npm ci'];

/** A folder that looks like a clean clone, and in which nothing has been run yet. */
function cleanClone(folder: string): string {
  const made = new Set(['.joinery', '.git', 'coverage']);
  for (const name of readdirSync('.')) if (!made.has(name)) symlinkSync(resolve(name), join(folder, name));
  return folder;
}

describe('docs/partners.md', () => {
  const folder = temporaryFolders()();
  const terminals = new Map<string, Terminal>();
  /** The addresses of the tutorial, each with the free port that stands for it here. */
  const addresses = new Map<string, string>();

  const terminal = (name: string): Terminal => {
    const kept = Object.entries(process.env).filter(([key]) => !/^JOINERY_|^NODE_|^npm_|^PORT$|^JEST/.test(key));
    const ports = ['GATEWAY', 'ORGANISATIONS', 'PEOPLE', 'PROGRAMMES', 'FUNDING', 'REGISTRY'];
    const env = {
      ...(Object.fromEntries(kept) as Record<string, string>),
      ...Object.fromEntries(ports.map((port) => [`JOINERY_${port}_PORT`, '0'])),
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      PORT: '0',
    };
    const opened = terminals.get(name) ?? openTerminal(folder, env);
    terminals.set(name, opened);
    return opened;
  };
  const here = (text: string): string =>
    [...addresses].reduce((changed, [there, address]) => changed.replaceAll(there, address), text);

  beforeAll(() => void cleanClone(folder));

  test('has commands for three terminals', () => {
    expect(new Set(steps.flatMap((step) => (step.kind === 'command' ? [step.terminal] : [])))).toEqual(
      new Set(['1', '2', '3']),
    );
    expect(steps.length).toBeGreaterThan(25);
  });

  let shown = '';
  let isBroken = false;
  test.each(steps.map((step) => [step.kind === 'command' ? step.command : `shows ${step.lines[0]}`, step] as const))(
    '%s',
    async (_title, step) => {
      // What comes after a step that failed would only wait.
      if (isBroken) throw new Error('A step before has failed');
      isBroken = true;
      await follow(step);
      isBroken = false;
    },
  );

  async function follow(step: Step): Promise<void> {
    if (step.kind === 'shown') {
      const present = shown.split('\n').map(columns);
      for (const line of step.lines) expect(present).toContainEqual(expect.stringContaining(columns(here(line))));
      shown = '';
      return;
    }
    const { command, exitCode } = step;
    if (DONE.includes(command)) return;
    const ready = GOING_ON.find(([one]) => one === command)?.[1];
    if (ready) return begin(terminal(step.terminal), command, ready);
    const ended = await settled(terminal(step.terminal), here(command));
    expect([command, ended.exitCode, ended.output]).toEqual([command, exitCode, expect.anything()]);
    shown += ended.output;
  }

  async function begin(opened: Terminal, command: string, ready: RegExp): Promise<void> {
    const found = await opened.begin(command, ready);
    if (found[1] !== undefined) addresses.set('http://127.0.0.1:4005', found[1]);
    for (const [, name, address] of found.input.matchAll(/^ {2}(\w+) +(http:\/\/[\w.:]+)/gm)) {
      addresses.set(`http://127.0.0.1:${PORTS[name!]}`, address!);
    }
  }
});

const PORTS: Readonly<Record<string, number>> = {
  graph: 4000,
  organisations: 4001,
  people: 4002,
  programmes: 4003,
  funding: 4004,
  registry: 4100,
};

/** The gateway may not have what was published a moment ago: it is asked until it answers without an error. */
async function settled(opened: Terminal, command: string): ReturnType<Terminal['run']> {
  for (const deadline = Date.now() + IN_TIME_MS; ;) {
    const ended = await opened.run(command);
    if (!command.startsWith('curl') || !ended.output.includes('"errors"') || Date.now() > deadline) return ended;
  }
}

/** Columns are as wide as the longest address in them. */
function columns(line: string): string {
  return line.replaceAll(/ +/g, ' ');
}
