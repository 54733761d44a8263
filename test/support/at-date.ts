import { jest } from '@jest/globals';

const EVERYTHING_BUT_DATE = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

/** From now on the date of this process stands still at a time in milliseconds, until `jest.useRealTimers()`; timers go on. */
export function standStillAt(timeMs: number): void {
  jest.useFakeTimers({ doNotFake: [...EVERYTHING_BUT_DATE], now: timeMs });
}

/** Works as if the date were so much later, without waiting for it. */
export async function atLaterDate<Result>(laterMs: number, work: () => Promise<Result>): Promise<Result> {
  standStillAt(Date.now() + laterMs);
  try {
    return await work();
  } finally {
    jest.useRealTimers();
  }
}
