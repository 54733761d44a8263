import { afterAll } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A subgraph `stock` in a process of its own. */
export interface KillableSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** Kills it as the kernel does when memory runs out. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  revive(): Promise<void>;
}

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Book @key(fields: "id") { id: ID! inStock: Int }
`;

const children: ChildProcess[] = [];

// A test that fails must not leave it running.
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Starts it; it is killed at the latest after the tests of the file. */
export async function startKillableSubgraph(): Promise<KillableSubgraph> {
  let child: ChildProcess;
  const start = async (port: number) => {
    child = spawn(process.execPath, ['test/support/killable-process.mjs', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [text] = (await once(child.stdout!, 'data')) as [Buffer];
    return Number(text.toString());
  };
  const port = await start(0);
  return {
    name: 'stock',
    sdl: SDL,
    url: `http://127.0.0.1:${port}/graphql`,
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    revive: async () => void (await start(port)),
  };
}
