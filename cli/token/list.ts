import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { textTable } from '../output/text-table.js';
import type { Token } from '../registry-client/answers.js';
import { LIST_TOKENS } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

const HEAD = ['ID', 'NAME', 'PARTNER', 'SCOPES', 'SUBGRAPHS', 'ROTATED', 'ENDS'];

/** `joinery token list`: the tokens of the caller's partner, or all of them for an operator, without their secrets. */
export function addListOfTokens(token: Command, context: CliContext): void {
  registryVerb(token, 'list', 'list tokens, without their secrets').action((flags: RegistryFlags) =>
    answerFromRegistry(flags, context, async (registry) => {
      const data = await registry.ask<{ tokens: readonly Token[] }>(LIST_TOKENS);
      return { data, text: (style) => textTable(HEAD, data.tokens.map(rowOf), style) };
    }),
  );
}

function rowOf({ id, name, partner, scopes, subgraphs, createdAt, rotatedAt, expiresAt, revokedAt }: Token): string[] {
  const end = revokedAt ? `revoked ${revokedAt.slice(0, 10)}` : (expiresAt?.slice(0, 10) ?? 'never');
  return [
    id,
    name,
    partner?.name ?? 'operator',
    scopes.join(','),
    subgraphs?.join(',') ?? 'all',
    rotatedAt === createdAt ? 'never' : rotatedAt.slice(0, 10),
    end,
  ];
}
