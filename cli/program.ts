import { Command } from 'commander';
import { addAudit } from './audit.js';
import { addCompose } from './compose.js';
import type { CliContext } from './context.js';
import { addContract } from './contract.js';
import { addDev } from './dev.js';
import { addExplain } from './explain.js';
import { addExport } from './export.js';
import { addGateway } from './gateway.js';
import { addGrant } from './grant.js';
import { addHealth } from './health.js';
import { addImport } from './import.js';
import { addMigrate } from './migrate.js';
import { addPartner } from './partner.js';
import { addMock } from './mock.js';
import { addRegistry } from './registry.js';
import { addSeed } from './seed.js';
import { addServe } from './serve.js';
import { addStart } from './start.js';
import { addSubgraph } from './subgraph.js';
import { addSupergraph } from './supergraph.js';
import { addToken } from './token.js';
import { addUsage } from './usage.js';
import { addWebhook } from './webhook.js';

/** Each adds one verb. A verb loads what it needs when it runs, so that no verb waits for the code of another. */
const VERBS = [
  addStart,
  addServe,
  addGateway,
  addRegistry,
  addMigrate,
  addSeed,
  addImport,
  addExport,
  addCompose,
  addSubgraph,
  addSupergraph,
  addGrant,
  addToken,
  addPartner,
  addUsage,
  addContract,
  addWebhook,
  addMock,
  addDev,
  addAudit,
  addHealth,
  addExplain,
];

/** The command line: `joinery <verb>`. */
export function createProgram(context: CliContext): Command {
  const program = new Command('joinery')
    .description('Joins data owned by different organisations into one GraphQL graph')
    .option('--verbose', 'show the details of internal errors')
    .configureOutput({ writeOut: (text) => context.stdout.write(text), writeErr: (text) => context.stderr.write(text) })
    .exitOverride();
  for (const addVerb of VERBS) addVerb(program, context);
  for (const verb of program.commands) verb.copyInheritedSettings(program);
  return program;
}
