import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from './context.js';
import { printable } from './output/printable.js';
import { textTable } from './output/text-table.js';
import type { IssuedWebhook, ListedWebhook, Webhook } from './registry-client/answers.js';
import { CREATE_WEBHOOK, DELETE_WEBHOOK, LIST_WEBHOOKS } from './registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from './registry-client/registry-verb.js';

interface CreateFlags extends RegistryFlags {
  readonly event: readonly string[];
  readonly partner?: string;
}

const HEAD = ['ID', 'PARTNER', 'URL', 'EVENTS', 'LAST TOLD'];

/** What webhooks can be told of, as `WebhookEvent` of `schema/registry.graphql` has it. */
export const EVENTS = [
  'VERSION_PUBLISHED',
  'VERSION_QUARANTINED',
  'VERSION_REFUSED',
  'SUPERGRAPH_LIVE',
  'ROLLED_BACK',
  'GRANT_REQUESTED',
  'GRANT_APPROVED',
];

/** `joinery webhook create|list|delete`: addresses that are told of what happens in the registry. */
export function addWebhook(program: Command, context: CliContext): void {
  const webhook = program.command('webhook').description('be told of what happens in the registry, by signed messages');
  registryVerb(webhook, 'create', 'add an address; the secret of its signatures is the answer, and is shown this once')
    .argument('<url>', 'where to post, http or https')
    .requiredOption('--event <event...>', `what to tell of: ${EVENTS.join(', ')}`, collectEvent)
    .option('--partner <partner>', 'whose it is; only with the token of an operator')
    .action((url: string, { event: events, partner, ...flags }: CreateFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const input = { url, events, ...(partner === undefined ? {} : { partner }) };
        const { issued } = await registry.ask<{ issued: IssuedWebhook }>(CREATE_WEBHOOK, { input });
        if (flags.format === 'plain') context.stderr.write(`${webhookText(issued.webhook)}\n`);
        return { data: issued, text: () => `${issued.secret}\n`, isSecret: true };
      }),
    );
  registryVerb(webhook, 'list', 'list webhooks, and what came of the last message').action((flags: RegistryFlags) =>
    answerFromRegistry(flags, context, async (registry) => {
      const data = await registry.ask<{ webhooks: readonly ListedWebhook[] }>(LIST_WEBHOOKS);
      return { data, text: (style) => textTable(HEAD, data.webhooks.map(rowOf), style) };
    }),
  );
  registryVerb(webhook, 'delete', 'take a webhook away, with what waits for it')
    .argument('<id>', 'the webhook, see joinery webhook list')
    .action((id: string, flags: RegistryFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const data = await registry.ask<{ webhook: Webhook }>(DELETE_WEBHOOK, { id });
        return { data: data.webhook, text: () => `${webhookText(data.webhook)} was taken away\n` };
      }),
    );
}

function collectEvent(text: string, before: readonly string[] = []): readonly string[] {
  const wanted = text.split(',').map((one) => one.trim().toUpperCase().replaceAll('-', '_'));
  if (wanted.some((one) => !EVENTS.includes(one))) throw new InvalidArgumentError(`Give some of ${EVENTS.join(', ')}.`);
  return [...before, ...wanted];
}

function webhookText({ id, url, events }: Webhook): string {
  return printable(`Webhook ${id} (${url}: ${events.join(', ')})`);
}

function rowOf({ id, partner, url, events, deliveries }: ListedWebhook): string[] {
  const [last] = deliveries;
  const told = last ? `${last.createdAt.slice(0, 16)}Z ${last.event}: ${last.status} ${last.answer ?? ''}` : 'never';
  return [id, partner?.name ?? 'operator', url, events.join(','), told.trim()];
}
