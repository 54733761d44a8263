import type { DataSource, QueryRunner } from 'typeorm';

/** Told of every SQL statement before it is sent; what it gives is called at its end, with a code if it failed. */
export type StatementWatch = (sql: string, kind: 'sqlite' | 'mysql') => ((failure: string | null) => void) | undefined;

/** TypeORM's own events begin and end a statement without saying which end belongs to which beginning. */
export function watchStatements(source: DataSource, kind: 'sqlite' | 'mysql', watch: StatementWatch | undefined): void {
  if (!watch) return;
  const { driver } = source;
  const create = driver.createQueryRunner.bind(driver);
  const watched = new WeakSet<QueryRunner>();
  driver.createQueryRunner = (mode) => {
    const runner = create(mode);
    // One of SQLite is used again and again.
    if (!watched.has(runner)) runner.query = watchedQuery(runner, kind, watch);
    watched.add(runner);
    return runner;
  };
}

function watchedQuery(runner: QueryRunner, kind: 'sqlite' | 'mysql', watch: StatementWatch): QueryRunner['query'] {
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<never>;
  return async (sql: string, ...rest: unknown[]) => {
    const ended = watch(sql, kind);
    if (!ended) return query(sql, ...rest);
    try {
      const result = await query(sql, ...rest);
      ended(null);
      return result;
    } catch (error) {
      ended((error as NodeJS.ErrnoException).code ?? 'error');
      throw error;
    }
  };
}
