import { pino, type Logger } from 'pino';
import { describeError } from './describe-error.js';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Writes JSON lines to standard error, so that standard output stays free for data. Secrets are cut out by name; of an
 * error, under the key `err`, only what `describeError` tells is written.
 */
export function createLog(name: string, level: LogLevel): Log {
  return pino(
    {
      name,
      level,
      base: { name },
      redact: ['*.authorization', '*.cookie', '*.password', '*.token', '*.url'],
      serializers: { err: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
