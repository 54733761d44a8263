import type { QueryRunner, TableColumnOptions, ValueTransformer } from 'typeorm';

/** Whole numbers beyond 32 bits, such as pence: MySQL may hand out text, SQLite numbers. */
export const wholeNumber: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

/**
 * Short forms for the columns of a migration. They give the same schema on SQLite, MariaDB and MySQL and answer to
 * entity columns declared with the same type and length.
 */
export function columnsFor(runner: QueryRunner) {
  const typeOf = (type: 'int' | 'boolean' | 'bigint' | 'double' | 'datetime' | 'date' | 'simple-json') =>
    runner.dataSource.driver.normalizeType({ type });
  const column =
    (type: string, fixed: Partial<TableColumnOptions> = {}) =>
    (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({ name, type, ...fixed, ...more });
  return {
    text: (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
      ...more,
    }),
    longText: column('text'),
    integer: column(typeOf('int')),
    bigint: column(typeOf('bigint')),
    double: column(typeOf('double')),
    boolean: column(typeOf('boolean')),
    date: column(typeOf('date')),
    datetime: column(typeOf('datetime'), { precision: 3 }),
  };
}

/** Marks a migration's column as the primary key, or as part of it. */
export const PRIMARY = { isPrimary: true } as const;
/** Marks a migration's column as nullable. */
export const NULLABLE = { isNullable: true } as const;
