import { createHash } from 'node:crypto';
import { In, LessThan, type EntityManager } from 'typeorm';
import { bulkInsert, bulkReplace } from '../../kit/database/bulk-insert.js';
import { UsageBatch, UsageClient, UsageCoordinate, UsageDay, UsageOperation } from './entities/usage.js';

/** How often a client ran an operation on one day. */
export type Counted = Readonly<UsageDay>;

const CHUNK = 500;

/** Whether a batch is new; then it is known from now on. */
export async function takeBatch(manager: EntityManager, id: string): Promise<boolean> {
  if (await manager.existsBy(UsageBatch, { id })) return false;
  await manager.insert(UsageBatch, { id, atMs: Date.now() });
  return true;
}

/** Adds operations that are not known, with what they use. */
export async function addOperations(
  manager: EntityManager,
  operations: readonly (UsageOperation & { readonly coordinates: readonly string[] })[],
): Promise<void> {
  const hashes = operations.map(({ hash }) => hash);
  const known = new Set<string>();
  for (const chunk of chunks(hashes)) {
    for (const { hash } of await manager.find(UsageOperation, { where: { hash: In(chunk) }, select: { hash: true } }))
      known.add(hash);
  }
  const added = [...new Map(operations.map((one) => [one.hash, one])).values()].filter(({ hash }) => !known.has(hash));
  await bulkInsert(manager, UsageOperation, added);
  const coordinates = added.flatMap(({ hash, coordinates: all }) =>
    [...new Set(all)].map((coordinate) => ({ operation: hash, coordinate, typeName: coordinate.split('.', 1)[0]! })),
  );
  await bulkInsert(manager, UsageCoordinate, coordinates);
}

/** The client of a name and a version; it is added when it is not known. */
export async function addClients(
  manager: EntityManager,
  clients: readonly { readonly name: string; readonly version: string }[],
): Promise<void> {
  const all = new Map(clients.map(({ name, version }) => [clientId(name, version), { name, version }]));
  for (const chunk of chunks([...all.keys()])) {
    for (const { id } of await manager.findBy(UsageClient, { id: In(chunk) })) all.delete(id);
  }
  await bulkInsert(
    manager,
    UsageClient,
    [...all].map(([id, client]) => ({ id, ...client })),
  );
}

/** What identifies a client. */
export function clientId(name: string, version: string): string {
  return createHash('sha256').update(`${name}\0${version}`).digest('hex').slice(0, 16);
}

/** Adds counts to those of the same operation, client and day, within a change. */
export async function addCounts(manager: EntityManager, counts: readonly Counted[]): Promise<void> {
  const sums = new Map<string, UsageDay>();
  const keyOf = ({ operation, client, day }: Counted) => `${operation} ${client} ${day}`;
  const add = (one: Counted): void => {
    const known = sums.get(keyOf(one));
    if (!known) return void sums.set(keyOf(one), { ...one });
    known.requests += one.requests;
    known.firstAtMs = Math.min(known.firstAtMs, one.firstAtMs);
    known.lastAtMs = Math.max(known.lastAtMs, one.lastAtMs);
  };
  counts.forEach(add);
  const added = new Set(sums.keys());
  const days = [...new Set(counts.map(({ day }) => day))];
  for (const chunk of chunks([...new Set(counts.map(({ operation }) => operation))])) {
    for (const row of await manager.findBy(UsageDay, { operation: In(chunk), day: In(days) }))
      if (added.has(keyOf(row))) add(row);
  }
  await bulkReplace(manager, UsageDay, [...sums.values()]);
}

/** Takes away what is older than a day, operations that nobody has run since, and clients that have run nothing since. */
export async function forgetUsageBefore(manager: EntityManager, day: string, batchesBeforeMs: number): Promise<void> {
  await manager.delete(UsageBatch, { atMs: LessThan(batchesBeforeMs) });
  const { affected } = await manager.delete(UsageDay, { day: LessThan(day) });
  if (affected === 0) return;
  const kept = [
    [UsageCoordinate, 'operation', 'operation'],
    [UsageOperation, 'hash', 'operation'],
    [UsageClient, 'id', 'client'],
  ] as const;
  for (const [entity, key, column] of kept) {
    const used = manager.createQueryBuilder(UsageDay, 'd').select(`d.${column}`).getQuery();
    await manager.createQueryBuilder().delete().from(entity).where(`${key} NOT IN (${used})`).execute();
  }
}

function chunks(all: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => all.slice(i * CHUNK, (i + 1) * CHUNK));
}
