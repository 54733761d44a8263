import { Redis, type Command } from 'ioredis';
import type { Log } from '../../kit/log.js';

const RETRY_MAX_MS = 2_000;

export interface RedisUse {
  readonly log: Log;
  /** How long it may take to answer a command. */
  readonly timeoutMs: number;
  /** What is done while it is away, for the log. */
  readonly meanwhile: string;
}

/** Connects to Redis as soon as it is there, again and again. A command that it does not answer in time fails. */
export function openRedis(url: string, { log, timeoutMs, meanwhile }: RedisUse): Redis {
  const redis = new Redis(url, {
    connectTimeout: 3_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * attempt, RETRY_MAX_MS),
  });
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    endInTime(command, timeoutMs);
    return send(command, stream);
  };
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn({ reason: error.message }, `Redis is away; ${meanwhile}`);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.warn('Redis is back');
    isAway = false;
  });
  return redis;
}

/**
 * Fails a command that is not answered in time; not by ioredis' own timer, which also fails one whose answer has come while
 * this process had no time to read it.
 */
function endInTime(command: Command, timeoutMs: number): void {
  let late: NodeJS.Immediate | undefined;
  const fail = () => command.reject(new Error('Redis did not answer in time'));
  const timer = setTimeout(() => (late = setImmediate(fail)), timeoutMs);
  const settled = () => {
    clearTimeout(timer);
    clearImmediate(late);
  };
  command.promise.then(settled, settled);
}
