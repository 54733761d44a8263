import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from '../context.js';
import { readMoment } from '../output/read-moment.js';
import type { IssuedToken } from '../registry-client/answers.js';
import { CREATE_TOKEN } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { issuedAnswer } from './issued-answer.js';

interface CreateFlags extends RegistryFlags {
  readonly name: string;
  readonly scope: readonly string[];
  readonly partner?: string;
  readonly subgraph?: readonly string[];
  readonly expires?: string;
}

/** What a token may do, as `TokenScope` of `schema/registry.graphql` has it. */
export const SCOPES = ['ADMIN', 'PUBLISH', 'CHECK', 'GRANT', 'READ', 'TOKENS', 'REPORT', 'WEBHOOKS'];

/** `joinery token create`: a token whose secret is the whole answer. A file of it can be read by its owner alone. */
export function addCreateToken(token: Command, context: CliContext): void {
  registryVerb(token, 'create', 'make a token; its secret is the answer, and is shown this once')
    .requiredOption('--name <text>', 'what it is for')
    .requiredOption('--scope <scope...>', `what it may do: ${SCOPES.join(', ')}`, collectScope)
    .option('--partner <partner>', "whose it is (default: the partner of the token in use; an operator's without)")
    .option('--subgraph <name...>', 'only for these subgraphs (default: all of the partner)')
    .option(
      '--expires <when>',
      'when it ends: 90d, 2027-01-31 or RFC 3339 (default: never, or with the token that makes it)',
      readMoment,
    )
    .action((flags: CreateFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const { name, scope: scopes, partner, subgraph: subgraphs, expires: expiresAt } = flags;
        const optional = Object.entries({ partner, subgraphs, expiresAt }).filter(([, value]) => value !== undefined);
        const input = { name, scopes, ...Object.fromEntries(optional) };
        const { issued } = await registry.ask<{ issued: IssuedToken }>(CREATE_TOKEN, { input });
        return issuedAnswer(issued, flags, context);
      }),
    );
}

function collectScope(text: string, before: readonly string[] = []): readonly string[] {
  const wanted = text.split(',').map((one) => one.trim().toUpperCase());
  const unknown = wanted.find((one) => !SCOPES.includes(one));
  if (unknown !== undefined) throw new InvalidArgumentError(`Give some of ${SCOPES.join(', ')}.`);
  return [...before, ...wanted];
}
