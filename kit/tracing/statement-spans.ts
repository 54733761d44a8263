import type { StatementWatch } from '../database/watch-statements.js';
import type { Tracing } from './tracing.js';

const SYSTEMS = { sqlite: 'sqlite', mysql: 'mysql' } as const;

/** A span for every SQL statement of a request that is traced: its text, and no value of it. */
export function statementSpans(tracing: () => Tracing | null, name: string): StatementWatch {
  return (sql, kind) => {
    const parent = tracing()?.current();
    if (!parent) return undefined;
    const text = withoutValues(sql, kind);
    const span = parent.child(`${/^\w+/.exec(text)?.[0].toUpperCase() ?? 'SQL'} ${name}`, {
      isClient: true,
      attributes: { 'db.system.name': SYSTEMS[kind], 'db.namespace': name, 'db.query.text': text },
    });
    return (failure) => span.end({ failure });
  };
}

/** What stands in quotes, but for names of columns in SQLite, and numbers. */
const VALUES = {
  sqlite: /'(?:[^']|'')*'|\b(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b/gi,
  mysql: /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|\b(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b/gi,
} as const;

/** A statement with `?` for every value that is written in it. */
export function withoutValues(sql: string, kind: 'sqlite' | 'mysql'): string {
  return sql.trim().replace(VALUES[kind], '?');
}
