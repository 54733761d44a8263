import { expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { createLog } from '../../kit/log.js';
import { startHostileServer } from '../../test/support/hostile-server.js';
import { startThrowawayRedis } from '../../test/support/redis-server.js';
import { until } from '../../test/support/until.js';
import { openRedis } from './open-redis.js';

const TIMEOUT_MS = 250;

interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

async function using(server: Started, work: (redis: Redis) => Promise<void>): Promise<void> {
  const redis = openRedis(server.url, {
    log: createLog('test', 'silent'),
    timeoutMs: TIMEOUT_MS,
    meanwhile: 'nothing is done',
  });
  try {
    await work(redis);
  } finally {
    redis.disconnect();
    await server.stop();
  }
}

/** Works, and lets nothing else run, for some time. */
function hold(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('openRedis() fails no command whose answer has come while the process was busy', async () => {
  const server = await startThrowawayRedis();
  if ('missing' in server) return void process.stderr.write(`Redis: skipped, ${server.missing}\n`);
  await using(server, async (redis) => {
    await until(() => redis.status === 'ready');
    // On a busy machine Redis itself may sometimes be too late.
    await until(async () => {
      const answer = redis.get('nothing');
      await setImmediate();
      hold(2 * TIMEOUT_MS);
      return (await answer.catch(() => 'late')) === null;
    });
  });
});

test('openRedis() fails a command that is not answered', async () => {
  const server = await startHostileServer(() => undefined);
  await using({ url: `redis://127.0.0.1:${server.port}`, stop: () => server.stop() }, async (redis) => {
    await once(redis, 'connect');
    await expect(redis.info()).rejects.toThrow('Redis did not answer in time');
  });
});
