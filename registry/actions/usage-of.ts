import type { ClientSum, OperationSum } from '../store/usage-sums.js';

/** The requests of one day. */
export interface DayUsage {
  readonly day: string;
  readonly requests: number;
}

/** How much a client asked; moments in milliseconds since 1970. */
export interface ClientUsage {
  readonly name: string | null;
  readonly version: string | null;
  readonly requests: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly days: readonly DayUsage[];
}

/** How often an operation ran; moments in milliseconds since 1970. */
export interface OperationUsage extends Pick<OperationSum, 'hash' | 'name' | 'kind' | 'signature' | 'requests'> {
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Puts the days of each client together, those with the most requests first. */
export function clientsOf(sums: readonly ClientSum[]): ClientUsage[] {
  const groups = Map.groupBy(sums, ({ name, version }) => `${name}\0${version}`);
  return [...groups.values()]
    .map((days) => ({
      name: days[0]!.name || null,
      version: days[0]!.version || null,
      requests: total(days),
      firstSeen: Math.min(...days.map(({ firstAtMs }) => firstAtMs)),
      lastSeen: Math.max(...days.map(({ lastAtMs }) => lastAtMs)),
      days: daysOf(days),
    }))
    .sort((a, b) => b.requests - a.requests);
}

/** Operations in the form of the contract. */
export function operationsOf(sums: readonly OperationSum[]): OperationUsage[] {
  return sums.map(({ firstAtMs, lastAtMs, ...sum }) => ({ ...sum, firstSeen: firstAtMs, lastSeen: lastAtMs }));
}

/** The requests of each day, newest first. */
export function daysOf(sums: readonly ClientSum[]): DayUsage[] {
  return [...Map.groupBy(sums, ({ day }) => day)]
    .map(([day, ofDay]) => ({ day, requests: total(ofDay) }))
    .sort((a, b) => (a.day < b.day ? 1 : -1));
}

function total(sums: readonly { readonly requests: number }[]): number {
  return sums.reduce((sum, { requests }) => sum + requests, 0);
}
