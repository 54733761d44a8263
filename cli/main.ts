#!/usr/bin/env node
import type { CliContext } from './context.js';

// Before anything is loaded: the SQLite driver crashes on a Node.js with an older native interface.
if (Number(process.versions.napi) < 10) {
  process.stderr.write(
    `NODE_TOO_OLD: Joinery does not run on Node.js ${process.version}. Run it by npm start or npx joinery in its folder, ` +
      'which take the Node.js that npm ci installed, or as node_modules/.bin/node dist/cli/main.js\n',
  );
  process.exit(1);
}

const { stopSignal } = await import('../kit/life-cycle.js');
const { runCli } = await import('./run-cli.js');

// Whoever reads the output may stop reading, as `head` does.
const forgiveClosedPipe = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
};
process.stdout.on('error', forgiveClosedPipe);
process.stderr.on('error', forgiveClosedPipe);

const { env, stdin, stdout, stderr } = process;
const context: CliContext = { env, stdin, stdout, stderr, signal: stopSignal() };
process.exitCode = await runCli(process.argv.slice(2), context);
// What a library left open must not keep the process; output that is still on its way may.
setTimeout(() => process.exit(), 2_000).unref();
