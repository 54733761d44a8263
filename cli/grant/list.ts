import { Option, type Command } from 'commander';
import type { CliContext } from '../context.js';
import { textTable } from '../output/text-table.js';
import { wholeNumber } from '../output/whole-number.js';
import type { Grant } from '../registry-client/answers.js';
import { LIST_GRANTS } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

interface ListFlags extends RegistryFlags {
  readonly status?: string;
  readonly first: number;
}

const STATUSES = ['ASKED', 'APPROVED', 'REFUSED', 'REVOKED', 'EXPIRED'];
const HEAD = ['ID', 'STATUS', 'ACT', 'COORDINATE', 'OWNER', 'FOR', 'ENDS', 'REASON'];

/** `joinery grant list`: the grants that the caller asked for or is asked for, newest first. */
export function addListOfGrants(grant: Command, context: CliContext): void {
  registryVerb(grant, 'list', 'list the grants that you asked for or are asked for, newest first')
    .addOption(new Option('--status <status>', 'only those of this state').choices(STATUSES))
    .option('--first <number>', 'how many, at most 1000', wholeNumber, 100)
    .action(({ status, first, ...flags }: ListFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const data = await registry.ask<{ grants: readonly Grant[] }>(LIST_GRANTS, { status: status ?? null, first });
        return { data, text: (style) => textTable(HEAD, data.grants.map(rowOf), style) };
      }),
    );
}

function rowOf({ id, status, act, coordinate, owner, grantee, expiresAt, reason, answer }: Grant): string[] {
  return [
    id,
    status,
    act,
    coordinate,
    owner,
    grantee ?? 'everybody',
    expiresAt?.slice(0, 10) ?? 'never',
    answer ?? reason ?? '',
  ];
}
