import { randomUUID } from 'node:crypto';
import { In, IsNull, LessThan, LessThanOrEqual, Not, type EntityManager } from 'typeorm';
import { bulkInsert } from '../../kit/database/bulk-insert.js';
import { Webhook, WebhookDelivery, type WebhookEvent } from './entities/webhook.js';

/** Something that has happened. */
export interface Announced {
  readonly event: WebhookEvent;
  /** Whom it concerns, besides operators; null for everybody. */
  readonly partners: readonly string[] | null;
  /** What is told of it; no schema, and no secret. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** How much may wait for one address; of more, the oldest is given up. */
const WAITING_MAX = 1_000;

/** Notes, within the change that does it, whom to tell of something. */
export async function announce(manager: EntityManager, { event, partners, data }: Announced): Promise<void> {
  const hooks = await manager.find(Webhook, partners === null ? {} : { where: hooksOf([null, ...partners]) });
  const concerned = hooks.filter(({ events }) => events.includes(event));
  if (concerned.length === 0) return;
  const now = Date.now();
  const body = JSON.stringify({ type: event, timestamp: new Date(now).toISOString(), data });
  for (const { id } of concerned) await makeRoom(manager, id);
  await bulkInsert(
    manager,
    WebhookDelivery,
    concerned.map(({ id: webhook }) => ({
      id: randomUUID(),
      webhook,
      event,
      body,
      status: 'WAITING' as const,
      createdAtMs: now,
      nextAtMs: now,
      attempts: 0,
      answer: null,
    })),
  );
}

/** What is to be told, and to whose webhook; null for an operator's, or one that was deleted. */
export interface DueDelivery {
  readonly delivery: WebhookDelivery;
  readonly partner: string | null;
}

/** What is to be told now, the oldest first, to webhooks other than those that are busy or whose partner is. */
export async function dueDeliveries(
  manager: EntityManager,
  now: number,
  { most, busy }: { readonly most: number; readonly busy: Busy },
): Promise<DueDelivery[]> {
  const { partners } = busy;
  const theirs = partners.length > 0 ? await manager.find(Webhook, { where: hooksOf(partners) }) : [];
  const without = [...busy.webhooks, ...theirs.map(({ id }) => id)];
  const due = await manager.find(WebhookDelivery, {
    where: {
      status: 'WAITING',
      nextAtMs: LessThanOrEqual(now),
      ...(without.length > 0 && { webhook: Not(In(without)) }),
    },
    order: { nextAtMs: 'ASC', createdAtMs: 'ASC' },
    take: most,
  });
  const hooks = due.length > 0 ? await manager.findBy(Webhook, { id: In(due.map(({ webhook }) => webhook)) }) : [];
  const partnerOf = new Map(hooks.map(({ id, partner }) => [id, partner]));
  return due.map((delivery) => ({ delivery, partner: partnerOf.get(delivery.webhook) ?? null }));
}

/** To whom enough is being told. */
interface Busy {
  readonly webhooks: readonly string[];
  readonly partners: readonly (string | null)[];
}

/** Whether this process is the one to tell it: until `untilMs` no other does. */
export async function claimDelivery(
  manager: EntityManager,
  { id, nextAtMs, attempts }: WebhookDelivery,
  untilMs: number,
): Promise<boolean> {
  const present = { id, nextAtMs, attempts, status: 'WAITING' as const };
  const { affected } = await manager.update(WebhookDelivery, present, { nextAtMs: untilMs, attempts: attempts + 1 });
  return affected === 1;
}

/** Takes away what was told, or given up, before a moment. */
export async function forgetDeliveriesBefore(manager: EntityManager, ms: number): Promise<void> {
  for (const status of ['DELIVERED', 'FAILED'] as const)
    await manager.delete(WebhookDelivery, { status, createdAtMs: LessThan(ms) });
}

function hooksOf(partners: readonly (string | null)[]) {
  return partners.map((partner) => ({ partner: partner ?? IsNull() }));
}

async function makeRoom(manager: EntityManager, webhook: string): Promise<void> {
  if ((await manager.countBy(WebhookDelivery, { webhook, status: 'WAITING' })) < WAITING_MAX) return;
  const oldest = await manager.findOne(WebhookDelivery, {
    where: { webhook, status: 'WAITING' },
    order: { createdAtMs: 'ASC' },
  });
  if (oldest) await manager.update(WebhookDelivery, { id: oldest.id }, { status: 'FAILED', answer: 'too much waited' });
}
