import { fieldOwners, type FieldOwners } from '../supergraph/field-owners.js';
import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';
import type { SubgraphFailed } from '../subgraph-client/subgraph-request.js';
import type { Snapshot } from './snapshot.js';

/** What an operation is estimated to cost one subgraph. */
export interface Share {
  readonly name: string;
  readonly cost: number;
}

/** What may be asked of single subgraphs, so that no partner is asked for more than they can give. */
export interface SubgraphBudgets {
  /** The subgraphs of which something is said. */
  readonly names: readonly string[];
  /** Throws `RequestError` when one operation would cost a subgraph too much. */
  assertWithin(shares: readonly Share[]): void;
  /** Counts what an operation costs; gives the subgraphs that have no more left. */
  charge(shares: readonly Share[]): Promise<ReadonlySet<string>>;
}

const ownersOfSnapshots = new WeakMap<Snapshot, FieldOwners>();

/** Which fields a subgraph answers, those that others answer too among them. */
export function answersOf(subgraph: string, snapshot: Snapshot): (coordinate: string) => boolean {
  let owners = ownersOfSnapshots.get(snapshot);
  if (!owners) ownersOfSnapshots.set(snapshot, (owners = fieldOwners(snapshot.supergraph.sdl)));
  const known = owners;
  return (coordinate) => {
    const [typeName = '', field = ''] = coordinate.split('.');
    return known(typeName, field).includes(subgraph);
  };
}

/**
 * Takes what an operation costs subgraphs from what may be asked of them, of all or of some; gives those that have no more
 * left.
 */
export type Spend = (subgraphs?: ReadonlySet<string>) => Promise<ReadonlySet<string>>;

type Sends = Pick<SubgraphClient, 'send'>;

/** What is answered in place of a subgraph of which no more may be asked. */
export const SPENT: SubgraphFailed = {
  kind: 'failed',
  code: 'SUBGRAPH_COST_LIMIT',
  retryable: true,
  reason: 'what may be asked of it in this window is used up',
};

/** A client that leaves alone the subgraphs of which no more may be asked: only their fields are missing. */
export function withoutSpent(client: Sends, spent: ReadonlySet<string>): Sends {
  if (spent.size === 0) return client;
  return {
    send: (request) => (spent.has(request.subgraph) ? Promise.resolve(SPENT) : client.send(request)),
  };
}
