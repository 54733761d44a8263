import { expect, test } from '@jest/globals';
import { BodyBuffer } from './body-buffer.js';

test.each([0, 1, 2, 255, 256, 257, 1_000, 100_000])('BodyBuffer keeps %i pieces in order', (count) => {
  const body = new BodyBuffer();
  const whole = Buffer.from(Array.from({ length: count }, (_, i) => i % 251));
  for (const byte of whole) body.add(Buffer.of(byte));
  expect(body.size).toBe(count);
  expect(body.take().equals(whole)).toBe(true);
  expect(body.size).toBe(0);
  expect(body.take()).toHaveLength(0);
});
