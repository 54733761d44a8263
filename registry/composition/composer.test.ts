import { expect, test } from '@jest/globals';
import { createComposer } from './composer.js';

test('inTurn() refuses who has too much waiting, and nobody else', async () => {
  const composer = createComposer({ timeoutMs: 60_000, memoryMb: 64 });
  const hanging = new Promise<void>(() => undefined);
  const greedy = Array.from({ length: 102 }, () => composer.inTurn('greedy', () => hanging));
  const ended = Promise.allSettled(greedy.slice(0, 101));
  await expect(greedy[101]).rejects.toMatchObject({ extensions: { code: 'REGISTRY_BUSY' } });
  expect(await composer.inTurn('other', async () => 'its turn')).toBe('its turn');
  await composer.stop();
  void ended;
});
