import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Fault, FaultProxy } from './fault-proxy.js';
import type { ThrowawayRedis } from './redis-server.js';

/** A Redis, and the way to it that can be broken; known once it was started. */
export interface UnwellRedis {
  readonly redis: () => ThrowawayRedis;
  readonly proxy: () => FaultProxy;
}

/** Defines a test of a fault: what begins it, and what ends it. */
type CheckFault = (title: string, inflict: () => Promise<unknown>, relieve: () => Promise<unknown>) => void;

/** Everything that can be wrong with a Redis, each as a test by `check`. */
export function describeRedisFaults(title: string, { redis, proxy }: UnwellRedis, check: CheckFault): void {
  const network = (fault: Fault) => [() => proxy().inflict(fault), () => proxy().inflict('none')] as const;
  const told =
    (...command: [string, ...string[]]) =>
    async () => {
      const client = new Redis(redis().url);
      await client.call(...command);
      client.disconnect();
    };

  describe(title, () => {
    check(
      'is killed',
      () => redis().kill(),
      () => redis().revive(),
    );
    check('refuses connections', ...network('refuse'));
    check('never answers', ...network('hang'));
    check('answers too late', ...network('slow'));
    check('resets connections', ...network('reset'));
    check('answers garbage', ...network('garbage'));
    check('is full', told('CONFIG', 'SET', 'maxmemory', '1'), told('CONFIG', 'SET', 'maxmemory', '0'));
    check('takes no writes', told('REPLICAOF', '127.0.0.1', '1'), told('REPLICAOF', 'NO', 'ONE'));
  });
}
