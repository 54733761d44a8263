import type { SocketUse } from '../subgraph-client/sockets.js';
import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';

type Routes = ReadonlyMap<string, string>;

/** Subgraph clients by where the subgraphs are, so that a new supergraph over the same ones keeps their connections. */
export interface ClientPool {
  take(routes: Routes): SubgraphClient;
  /** Stops a client when everybody who took it has given it back. */
  giveBack(client: SubgraphClient): Promise<void>;
  /** What subgraphs have to do now, by their names, for all clients together. */
  use(): ReadonlyMap<string, SocketUse>;
  /** Fails what is under way everywhere. */
  stop(): Promise<void>;
}

export function createClientPool(create: (routes: Routes) => SubgraphClient): ClientPool {
  const taken: { readonly key: string; readonly client: SubgraphClient; users: number }[] = [];
  return {
    take(routes) {
      const key = JSON.stringify([...routes].sort());
      let entry = taken.find((one) => one.key === key);
      if (!entry) taken.push((entry = { key, client: create(routes), users: 0 }));
      entry.users += 1;
      return entry.client;
    },
    async giveBack(client) {
      const index = taken.findIndex((one) => one.client === client);
      const entry = taken[index];
      if (!entry) return;
      entry.users -= 1;
      if (entry.users > 0) return;
      taken.splice(index, 1);
      await client.stop();
    },
    use() {
      const sums = new Map<string, SocketUse>();
      for (const [name, { inFlight, waiting }] of taken.flatMap(({ client }) => [...client.use()])) {
        const sum = sums.get(name) ?? { inFlight: 0, waiting: 0 };
        sums.set(name, { inFlight: sum.inFlight + inFlight, waiting: sum.waiting + waiting });
      }
      return sums;
    },
    async stop() {
      await Promise.all(taken.splice(0).map(({ client }) => client.stop()));
    },
  };
}
