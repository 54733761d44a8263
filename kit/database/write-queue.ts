import type { DataSource, EntityManager } from 'typeorm';

/** Runs writes one after the other, since a SQLite connection cannot hold two transactions; a failed one harms no other. */
export function createWriteQueue(source: DataSource, onWritten: () => void) {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> => {
    const run = last.then(() => source.transaction(work)).finally(onWritten);
    last = run.catch(() => undefined);
    return run;
  };
}
