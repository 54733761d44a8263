import type { KnownCoordinate } from '../composition/messages.js';
import { refuse } from '../errors.js';
import { readDocument } from '../store/documents.js';
import { ownedBy } from '../store/owners.js';
import { sumByClient, sumByOperation, sumOf, usedCoordinates, type UsageScope } from '../store/usage-sums.js';
import { assertScope } from './caller.js';
import type { ActionContext } from './context.js';
import { liveSupergraph } from './read.js';
import { dayOf } from './report-usage.js';
import { clientsOf, daysOf, operationsOf, type ClientUsage, type DayUsage, type OperationUsage } from './usage-of.js';

const DAY_MS = 86_400_000;
const DAYS_MAX = 1_000;
const OPERATIONS_MAX = 100;
const COORDINATES_MAX = 100;

/** How much something of the schema was used; moments in milliseconds since 1970. */
export interface Usage extends KnownCoordinate {
  readonly hasData: boolean;
  readonly requests: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly clients: readonly ClientUsage[];
  readonly operations: readonly OperationUsage[];
  readonly days: readonly DayUsage[];
}

export interface UsagesFilter {
  readonly filter: 'ALL' | 'UNUSED' | 'DEPRECATED';
  readonly partner?: string | null;
  readonly startsWith?: string | null;
  readonly days: number;
  readonly first: number;
  readonly after?: string | null;
}

export interface OperationsFilter {
  readonly client?: string | null;
  readonly days: number;
  readonly first: number;
}

/** How much a coordinate was used. */
export async function usage(context: ActionContext, coordinate: string, days: number): Promise<Usage> {
  return (await usagesOf(context, [coordinate], days))[0]!;
}

/** How much each of a few coordinates was used, in their order. */
export async function usagesOf(context: ActionContext, coordinates: readonly string[], days: number): Promise<Usage[]> {
  const since = firstDay(context, days);
  if (coordinates.length > COORDINATES_MAX)
    throw refuse('BAD_USER_INPUT', `coordinates must be at most ${COORDINATES_MAX}, and are ${coordinates.length}`);
  const known = new Map((await liveCoordinates(context)).map((one) => [one.coordinate, one]));
  const hasData = (await sumOf(context.database.read.manager, { since })) !== null;
  const result: Usage[] = [];
  for (const coordinate of coordinates) {
    const named = known.get(coordinate) ?? { coordinate, deprecationReason: null, sunset: null };
    result.push(hasData ? await usageOf(context, named, { since, hasData }) : { ...named, ...UNUSED, hasData });
  }
  return result;
}

/** What clients can name in the live supergraph, with how much it was used. */
export async function usages(context: ActionContext, filter: UsagesFilter): Promise<Usage[]> {
  const since = firstDay(context, filter.days);
  const { manager } = context.database.read;
  const most = taken(filter.first);
  const owned = filter.partner ? new Set(await ownedBy(manager, filter.partner)) : null;
  const used = filter.filter === 'UNUSED' ? await usedCoordinates(manager, since) : null;
  const found = (await liveCoordinates(context)).filter(
    ({ coordinate, deprecationReason }) =>
      coordinate.startsWith(filter.startsWith ?? '') &&
      coordinate > (filter.after ?? '') &&
      (owned === null || isOwned(owned, coordinate)) &&
      (filter.filter !== 'DEPRECATED' || deprecationReason !== null) &&
      (used === null || !isUsed(used, coordinate)),
  );
  const hasData = (await sumOf(manager, { since })) !== null;
  const result: Usage[] = [];
  for (const known of found.slice(0, most)) {
    result.push(used === null ? await usageOf(context, known, { since, hasData }) : { ...known, ...UNUSED, hasData });
  }
  return result;
}

/** The operations that clients ran. */
export async function operations(context: ActionContext, filter: OperationsFilter): Promise<OperationUsage[]> {
  const since = firstDay(context, filter.days);
  const scope: UsageScope = { since, ...(filter.client ? { client: filter.client } : {}) };
  return operationsOf(await sumByOperation(context.database.read.manager, scope, taken(filter.first)));
}

/** The clients that asked. */
export async function clients(context: ActionContext, days: number): Promise<ClientUsage[]> {
  const since = firstDay(context, days);
  return clientsOf(await sumByClient(context.database.read.manager, { since }));
}

const UNUSED = { requests: 0, firstSeen: null, lastSeen: null, clients: [], operations: [], days: [] };

async function usageOf(
  { database }: ActionContext,
  known: KnownCoordinate,
  { since, hasData }: { readonly since: string; readonly hasData: boolean },
): Promise<Usage> {
  const { manager } = database.read;
  const { coordinate } = known;
  const [typeName, member] = coordinate.split('.', 2);
  const scope = { since, uses: member === undefined ? [coordinate] : [coordinate, `${typeName}.*`] };
  const sum = await sumOf(manager, scope);
  if (sum === null) return { ...known, ...UNUSED, hasData };
  const byClient = await sumByClient(manager, scope);
  return {
    ...known,
    hasData,
    requests: sum.requests,
    firstSeen: sum.firstAtMs,
    lastSeen: sum.lastAtMs,
    clients: clientsOf(byClient),
    operations: operationsOf(await sumByOperation(manager, scope, OPERATIONS_MAX)),
    days: daysOf(byClient),
  };
}

const kept = new WeakMap<object, { readonly hash: string; readonly coordinates: readonly KnownCoordinate[] }>();

async function liveCoordinates(context: ActionContext): Promise<readonly KnownCoordinate[]> {
  const { database, composer } = context;
  const supergraph = await liveSupergraph(context);
  if (supergraph === null) return [];
  const { sdlHash: hash } = supergraph;
  const known = kept.get(database);
  if (known?.hash === hash) return known.coordinates;
  const sdl = await readDocument(database.read.manager, hash);
  const coordinates = await composer.inTurn('coordinates', (turn) => turn.coordinates(sdl));
  kept.set(database, { hash, coordinates });
  return coordinates;
}

function isOwned(owned: ReadonlySet<string>, coordinate: string): boolean {
  return owned.has(coordinate.replace(/\(.*/, '')) || owned.has(coordinate.split('.', 1)[0]!);
}

function isUsed(used: ReadonlySet<string>, coordinate: string): boolean {
  return used.has(coordinate) || used.has(`${coordinate.split('.', 1)[0]}.*`);
}

function firstDay({ caller }: ActionContext, days: number): string {
  assertScope(caller, 'READ', 'PUBLISH', 'CHECK', 'GRANT', 'TOKENS');
  if (days < 1 || days > DAYS_MAX) throw refuse('BAD_USER_INPUT', `days must be between 1 and ${DAYS_MAX}`);
  return dayOf(Date.now() - (days - 1) * DAY_MS);
}

function taken(first: number): number {
  if (first >= 1 && first <= 1_000) return first;
  throw refuse('BAD_USER_INPUT', `first must be between 1 and 1000, and is ${first}`);
}
