import type { Logger } from 'typeorm';

/**
 * Tells `onStatement`, if there is one, every statement that TypeORM sends; transaction control does not count. TypeORM
 * itself prints nothing: what fails is thrown.
 */
export function statementLog(onStatement: ((sql: string) => void) | undefined): { logging: boolean; logger: Logger } {
  const nothing = () => undefined;
  const logger: Logger = {
    logQuery: (sql) => {
      if (!/^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET |PRAGMA)/i.test(sql)) onStatement?.(sql);
    },
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  return { logging: onStatement !== undefined, logger };
}
