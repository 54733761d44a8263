import type { Command } from 'commander';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';
import { readMoment } from '../output/read-moment.js';
import type { Grant } from '../registry-client/answers.js';
import { OFFER_GRANT } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { actOption } from './act-option.js';
import { grantText } from './grant-text.js';

interface OfferFlags extends RegistryFlags {
  readonly act: string;
  readonly to?: string;
  readonly toEverybody?: boolean;
  readonly expires?: string;
}

/** `joinery grant offer <coordinate>`: gives leave without being asked. */
export function addOffer(grant: Command, context: CliContext): void {
  registryVerb(grant, 'offer', 'give leave to use a type or field of yours, without being asked')
    .argument('<coordinate>', 'for example Person.email, or Person with all its fields')
    .addOption(actOption())
    .option('--to <partner>', 'who may do it')
    .option('--to-everybody', 'every partner may do it, those that join later, too')
    .option('--expires <when>', 'when it ends: 90d, 2027-01-31 or RFC 3339 (default: never)', readMoment)
    .action((coordinate: string, flags: OfferFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const { act, expires } = flags;
        const input = {
          coordinate,
          act,
          ...granteeOf(flags),
          ...(expires === undefined ? {} : { expiresAt: expires }),
        };
        const data = await registry.ask<{ grant: Grant }>(OFFER_GRANT, { input });
        return { data: data.grant, text: (style) => grantText(data.grant, style) };
      }),
    );
}

function granteeOf({ to, toEverybody = false }: OfferFlags): { readonly grantee?: string } {
  if ((to === undefined) !== toEverybody) {
    throw new JoineryError('CONFIG_INVALID', 'say to whom: either --to PARTNER or --to-everybody');
  }
  return to === undefined ? {} : { grantee: to };
}
