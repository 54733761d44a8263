import type { KeyObject } from 'node:crypto';
import { contractRelease } from '../actions/contracts.js';
import type { Desk } from '../actions/context.js';
import { Contract } from '../store/entities/contract.js';
import { Supergraph } from '../store/entities/supergraph.js';
import { readState } from '../store/store.js';
import { createLiveSupergraph, type LiveSupergraph } from './live-supergraph.js';

/** Everything that is delivered: the whole graph, and the parts of it that contracts are. */
export interface Deliveries {
  readonly whole: LiveSupergraph;
  /** Undefined where there never was a contract of this name. One that was deleted gives nothing. */
  contract(name: string): Promise<LiveSupergraph | undefined>;
  /** Has all of them looked up, and waiting clients answered. */
  refresh(): void;
  /** Answers every waiting client. */
  stop(): void;
}

export function createDeliveries(desk: Pick<Desk, 'database' | 'composer'>, key: KeyObject): Deliveries {
  const { database } = desk;
  const { manager } = database.read;
  const newest = async () => manager.findOneBy(Supergraph, { serial: (await readState(manager)).serial });
  const whole = createLiveSupergraph({ database, newest }, key);
  const contracts = new Map<string, LiveSupergraph>();
  const all = () => [whole, ...contracts.values()];
  return {
    whole,
    async contract(name) {
      const known = contracts.get(name);
      if (known || !(await manager.existsBy(Contract, { name }))) return known;
      const source = { database, contract: name, newest: () => contractRelease(desk, name) };
      const live = contracts.get(name) ?? createLiveSupergraph(source, key);
      contracts.set(name, live);
      return live;
    },
    refresh: () => all().forEach((live) => live.refresh()),
    stop: () => all().forEach((live) => live.stop()),
  };
}
