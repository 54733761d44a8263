import { refuse } from '../errors.js';
import { Partner } from '../store/entities/partner.js';
import { Webhook, WebhookDelivery, type WebhookEvent } from '../store/entities/webhook.js';
import { change } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertActsFor, assertOperator, assertScope } from './caller.js';
import type { ActionContext } from './context.js';
import { outboundUrl } from './outbound-url.js';
import { newId } from './secrets.js';

/** So many a partner, and so many of operators. */
const WEBHOOKS_MAX = 20;

export interface CreateWebhookInput {
  readonly partner?: string | null;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** A webhook and its secret, which is told this once. */
export interface IssuedWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** The webhooks of the caller's partner, or all of them for an operator. */
export function webhooks({ caller, database }: ActionContext): Promise<Webhook[]> {
  assertScope(caller, 'WEBHOOKS');
  const where = caller.partner === null ? {} : { partner: caller.partner };
  return database.read.manager.find(Webhook, { where, order: { createdAt: 'DESC', id: 'ASC' } });
}

/** What was told to a webhook, or is to be, newest first. */
export function deliveriesOf({ database }: ActionContext, webhook: string, first: number): Promise<WebhookDelivery[]> {
  if (first < 1 || first > 100) throw refuse('BAD_USER_INPUT', 'first must be between 1 and 100');
  const order = { createdAtMs: 'DESC', id: 'ASC' } as const;
  return database.read.manager.find(WebhookDelivery, { where: { webhook }, order, take: first });
}

/** Adds an address to be told of events. Throws `FORBIDDEN`, `WEBHOOK_URL_REFUSED`, `BAD_USER_INPUT` or `NOT_FOUND`. */
export function createWebhook(context: ActionContext, input: CreateWebhookInput): Promise<IssuedWebhook> {
  const { caller, database, allowedHosts } = context;
  const partner = input.partner ?? caller.partner;
  const deed = { action: 'createWebhook', subject: partner ?? 'operator' };
  return audited(context, deed, async () => {
    assertScope(caller, 'WEBHOOKS');
    if (partner === null) assertOperator(caller);
    else assertActsFor(caller, partner);
    const url = outboundUrl(input.url, allowedHosts, 'WEBHOOK_URL_REFUSED');
    const events = [...new Set(input.events)];
    if (events.length === 0) throw refuse('BAD_USER_INPUT', 'events must name what it is to be told of');
    return change(database, async (manager) => {
      if (partner !== null && !(await manager.existsBy(Partner, { name: partner }))) {
        throw refuse('NOT_FOUND', `there is no partner ${partner}`);
      }
      const present = (await manager.find(Webhook)).filter((one) => one.partner === partner);
      if (present.length >= WEBHOOKS_MAX)
        throw refuse('CONFLICT', `there are ${WEBHOOKS_MAX} already. Delete one first`);
      const webhook = { id: newId(), partner, url, events, createdAt: new Date(), createdBy: caller.actor };
      await manager.insert(Webhook, webhook);
      await noteDone(manager, context, deed, `${webhook.id}, ${new URL(url).host}: ${events.join(', ')}`);
      return { webhook, secret: context.webhookSecretOf(webhook.id) };
    });
  });
}

/** Takes an address away, with what waits for it. Throws `FORBIDDEN` or `NOT_FOUND`. */
export function deleteWebhook(context: ActionContext, id: string): Promise<Webhook> {
  const deed = { action: 'deleteWebhook', subject: id };
  return audited(context, deed, async () => {
    assertScope(context.caller, 'WEBHOOKS');
    return change(context.database, async (manager) => {
      const webhook = await manager.findOneBy(Webhook, { id });
      if (!webhook) throw refuse('NOT_FOUND', `there is no webhook ${id.slice(0, 40)}`);
      if (webhook.partner === null) assertOperator(context.caller);
      else assertActsFor(context.caller, webhook.partner);
      await manager.delete(WebhookDelivery, { webhook: id });
      await manager.delete(Webhook, { id });
      await noteDone(manager, context, deed, new URL(webhook.url).host);
      return webhook;
    });
  });
}
