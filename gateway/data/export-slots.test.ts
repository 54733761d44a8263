import { expect, test } from '@jest/globals';
import { createExportSlots } from './export-slots.js';

const never = new AbortController().signal;

test('take() gives turns in order, as many as there may be at one time', async () => {
  const slots = createExportSlots({ max: 2, waitingMax: 10 });
  const order: number[] = [];
  const turns = [1, 2, 3, 4].map(async (number) => {
    const giveBack = await slots.take(never);
    order.push(number);
    return giveBack;
  });
  const first = await turns[0]!;
  await turns[1];
  expect(order).toEqual([1, 2]);
  first();
  first();
  (await turns[2]!)();
  await turns[3];
  expect(order).toEqual([1, 2, 3, 4]);
});

test('take() refuses when too many wait', async () => {
  const slots = createExportSlots({ max: 1, waitingMax: 1 });
  await slots.take(never);
  void slots.take(never);
  await expect(slots.take(never)).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '10' } });
});

test('take() lets go of who does not wait any longer', async () => {
  const slots = createExportSlots({ max: 1, waitingMax: 1 });
  const giveBack = await slots.take(never);
  const leaving = new AbortController();
  const turn = slots.take(leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(turn).rejects.toThrow('gone');
  await expect(slots.take(AbortSignal.abort(new Error('gone before')))).rejects.toThrow('gone before');
  const next = slots.take(never);
  giveBack();
  (await next)();
});
