import { InvalidArgumentError, type Command } from 'commander';
import { basename } from 'node:path';
import { readFileText } from '../kit/read-file-text.js';
import { runUntil } from '../kit/life-cycle.js';
import { createLog } from '../kit/log.js';
import type { CliContext } from './context.js';

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly config?: string;
  readonly seed?: string;
  readonly entities?: number;
  readonly listLength?: number;
  readonly connectionLength?: number;
  readonly nullRate?: number;
  readonly unknownKeys?: string;
}

/** `joinery mock <schema>`: a stand-in for a subgraph that does not exist yet. */
export function addMock(program: Command, { stderr, signal }: CliContext): void {
  program
    .command('mock')
    .description('serve a stand-in for a subgraph, made from its schema alone')
    .argument('<schema>', 'file with the schema of the subgraph, for example people.graphql')
    .option('--port <number>', 'port to listen on; 0 for any that is free', number, 4001)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <text>', 'another seed gives other values (default: 1)')
    .option('--config <file>', 'YAML or JSON file that says how values are made, and which entities there are')
    .option('--entities <number>', 'how many of each entity there are (default: 50)', number)
    .option('--list-length <number>', 'how long lists are (default: 3)', number)
    .option('--connection-length <number>', 'how long connections are over all pages (default: 25)', number)
    .option('--null-rate <share>', 'share of fields that are null where they may be, 0 to 1 (default: 0)', number)
    .option('--unknown-keys <how>', 'what a key gives that no entity has: invented or null (default: invented)')
    .action(async (file: string, { port, host, config, ...flags }: MockFlags) => {
      const { createMockSubgraph } = await import('../partner/mock/mock-subgraph.js');
      const { createMockServer } = await import('../partner/mock/mock-server.js');
      const { checkMockSettings, readMockFile } = await import('../partner/mock/settings.js');
      const settings = checkMockSettings({ ...(config === undefined ? {} : readMockFile(config)), ...flags }, 'mock');
      const mock = createMockSubgraph(readFileText(file), basename(file), settings);
      const log = createLog('mock', 'warn');
      const onError = (error: unknown) => log.error({ err: error }, 'Request failed');
      const server = createMockServer({ host, port, mock, onError });
      await runUntil(signal, server, () => stderr.write(`The mock of ${basename(file)} listens on ${server.url()}\n`));
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}
