import type { ClientIdentity } from '../../request-context.js';

/** An operation as it is reported: nothing in it is a client's value. */
export interface CountedOperation {
  readonly name: string | null;
  readonly kind: string;
  readonly signature: string;
  readonly hash: string;
  readonly coordinates: readonly string[];
}

/** How often one client ran an operation. */
export interface ClientCount extends ClientIdentity {
  requests: number;
  readonly firstAtMs: number;
  lastAtMs: number;
}

export interface OperationCount {
  readonly operation: CountedOperation;
  readonly clients: readonly ClientCount[];
}

/** What was counted between two reports. */
export interface UsageCounts {
  readonly operations: readonly OperationCount[];
  /** How many requests are in none of these, for want of memory. */
  readonly uncounted: number;
}

/** Counts which client runs which operation, in bounded memory. */
export interface UsageCounter {
  count(operation: CountedOperation, client: ClientIdentity): void;
  /** Gives what was counted, and begins anew. */
  take(): UsageCounts;
}

/** What a count takes besides its texts, as a rough estimate. */
const COUNT_BYTES = 300;
/** How many clients of one operation are told apart. */
const CLIENTS_MAX = 1_000;
/** All clients over the limits count as this one: without a name. */
const NOBODY: ClientIdentity = { name: null, version: null };

/** Makes a counter that takes about `bytesMax` bytes at most. What does not fit is only counted as `uncounted`. */
export function createUsageCounter(bytesMax: number): UsageCounter {
  let operations = new Map<CountedOperation, Map<string, ClientCount>>();
  let bytes = 0;
  let uncounted = 0;

  const clientsOf = (operation: CountedOperation): Map<string, ClientCount> | undefined => {
    const known = operations.get(operation);
    if (known) return known;
    const size = COUNT_BYTES + sizeOf(operation);
    if (bytes + size > bytesMax) return undefined;
    bytes += size;
    const clients = new Map<string, ClientCount>();
    operations.set(operation, clients);
    return clients;
  };
  const isRoomFor = ({ name, version }: ClientIdentity): boolean => {
    const size = COUNT_BYTES + 2 * ((name ?? '').length + (version ?? '').length);
    if (bytes + size > bytesMax) return false;
    bytes += size;
    return true;
  };
  const countFor = (clients: Map<string, ClientCount>, client: ClientIdentity, now: number): ClientCount => {
    const key = `${client.name ?? ''}\0${client.version ?? ''}`;
    const known = clients.get(key);
    if (known) return known;
    if (client !== NOBODY && (clients.size >= CLIENTS_MAX || !isRoomFor(client))) return countFor(clients, NOBODY, now);
    const { name, version } = client;
    const count = { name, version, requests: 0, firstAtMs: now, lastAtMs: now };
    clients.set(key, count);
    return count;
  };

  return {
    count(operation, client) {
      const clients = clientsOf(operation);
      if (!clients) return void (uncounted += 1);
      const now = Date.now();
      const count = countFor(clients, client, now);
      count.requests += 1;
      count.lastAtMs = now;
    },
    take() {
      const taken = [...operations].map(([operation, clients]) => ({ operation, clients: [...clients.values()] }));
      const counts = { operations: taken, uncounted };
      operations = new Map();
      bytes = 0;
      uncounted = 0;
      return counts;
    },
  };
}

function sizeOf({ signature, coordinates }: CountedOperation): number {
  return 2 * signature.length + coordinates.reduce((sum, coordinate) => sum + 2 * coordinate.length, 0);
}
