import type { EntityManager } from 'typeorm';

/** Runs work in a transaction: all of it is kept, or nothing. */
export type Transaction = <Result>(work: (manager: EntityManager) => Promise<Result>) => Promise<Result>;

/** Runs writes one after the other, since a SQLite connection cannot hold two transactions; a failed one harms no other. */
export function createWriteQueue(transaction: Transaction, onWritten: () => void): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(() => transaction(work)).finally(onWritten);
    last = run.catch(() => undefined);
    return run;
  };
}
