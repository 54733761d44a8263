import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { UsageClient, UsageCoordinate, UsageDay, UsageOperation } from './entities/usage.js';

/** Which requests to add up. */
export interface UsageScope {
  /** The first day that counts. */
  readonly since: string;
  /** Only operations that use one of these coordinates; a type stands for all that is in it. */
  readonly uses?: readonly string[];
  /** Only this client, in all versions. */
  readonly client?: string;
  /** Clients that do not count, by name. */
  readonly excluded?: readonly string[];
}

export interface UsageSum {
  readonly requests: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

export interface ClientSum extends UsageSum {
  readonly name: string;
  readonly version: string;
  readonly day: string;
}

export interface OperationSum extends UsageSum, Pick<UsageOperation, 'hash' | 'name' | 'kind' | 'signature'> {}

/** The sum over all requests; null when there are none. */
export async function sumOf(manager: EntityManager, scope: UsageScope): Promise<UsageSum | null> {
  const row = await summed(manager, scope).getRawOne<RawSum>();
  return row && row.requests !== null ? sumFrom(row) : null;
}

/** The sums of each client on each day. */
export async function sumByClient(manager: EntityManager, scope: UsageScope): Promise<ClientSum[]> {
  const rows = await summed(manager, scope)
    .addSelect('cl.name', 'name')
    .addSelect('cl.version', 'version')
    .addSelect('d.day', 'day')
    .groupBy('cl.name')
    .addGroupBy('cl.version')
    .addGroupBy('d.day')
    .getRawMany<RawSum & Pick<ClientSum, 'name' | 'version' | 'day'>>();
  return rows.map(({ name, version, day, ...sum }) => ({ name, version, day, ...sumFrom(sum) }));
}

/** The sums of each operation, those with the most requests first. */
export async function sumByOperation(manager: EntityManager, scope: UsageScope, most: number): Promise<OperationSum[]> {
  const rows = await summed(manager, scope)
    .innerJoin(UsageOperation, 'o', 'o.hash = d.operation')
    .addSelect('o.hash', 'hash')
    .addSelect('o.name', 'name')
    .addSelect('o.kind', 'kind')
    .addSelect('o.signature', 'signature')
    .groupBy('o.hash')
    .addGroupBy('o.name')
    .addGroupBy('o.kind')
    .addGroupBy('o.signature')
    .orderBy('requests', 'DESC')
    .addOrderBy('o.hash', 'ASC')
    .limit(most)
    .getRawMany<RawSum & Omit<OperationSum, keyof UsageSum>>();
  return rows.map(({ hash, name, kind, signature, ...sum }) => ({ hash, name, kind, signature, ...sumFrom(sum) }));
}

/** The coordinates of these types that any operation uses since a day. */
export async function usedCoordinates(manager: EntityManager, since: string): Promise<Set<string>> {
  const rows = await manager
    .createQueryBuilder(UsageCoordinate, 'c')
    .select('DISTINCT c.coordinate', 'coordinate')
    .where('EXISTS (SELECT 1 FROM usage_day d WHERE d.operation = c.operation AND d.day >= :since)', { since })
    .getRawMany<{ coordinate: string }>();
  return new Set(rows.map(({ coordinate }) => coordinate));
}

/** The first day of all that is known; null when nothing is. */
export async function firstUsageDay(manager: EntityManager): Promise<string | null> {
  const row = await manager
    .createQueryBuilder(UsageDay, 'd')
    .select('MIN(d.day)', 'day')
    .getRawOne<{ day: string | null }>();
  return row?.day ?? null;
}

/** As drivers give it: sums of large numbers may be text. */
interface RawSum {
  readonly requests: string | number | null;
  readonly firstAtMs: string | number;
  readonly lastAtMs: string | number;
}

function sumFrom({ requests, firstAtMs, lastAtMs }: RawSum): UsageSum {
  return { requests: Number(requests), firstAtMs: Number(firstAtMs), lastAtMs: Number(lastAtMs) };
}

function summed(manager: EntityManager, { since, uses, client, excluded }: UsageScope): SelectQueryBuilder<UsageDay> {
  const query = manager
    .createQueryBuilder(UsageDay, 'd')
    .innerJoin(UsageClient, 'cl', 'cl.id = d.client')
    .select('SUM(d.requests)', 'requests')
    .addSelect('MIN(d.firstAtMs)', 'firstAtMs')
    .addSelect('MAX(d.lastAtMs)', 'lastAtMs')
    .where('d.day >= :since', { since });
  if (client !== undefined) query.andWhere('cl.name = :client', { client });
  if (excluded !== undefined && excluded.length > 0) query.andWhere('cl.name NOT IN (:...excluded)', { excluded });
  if (uses !== undefined) restrict(query, uses);
  return query;
}

function restrict(query: SelectQueryBuilder<ObjectLiteral>, uses: readonly string[]): void {
  const types = uses.filter((coordinate) => !coordinate.includes('.'));
  const members = uses.filter((coordinate) => coordinate.includes('.'));
  const memberTypes = [...new Set(members.map((coordinate) => coordinate.split('.', 1)[0]!))];
  const conditions = [
    ...(types.length > 0 ? ['c.typeName IN (:...types)'] : []),
    ...(members.length > 0 ? ['(c.typeName IN (:...memberTypes) AND c.coordinate IN (:...members))'] : []),
  ];
  const using =
    conditions.length === 0
      ? '1 = 0'
      : `d.operation IN (SELECT c.operation FROM usage_coordinate c WHERE ${conditions.join(' OR ')})`;
  query.andWhere(using, { types, members, memberTypes });
}
