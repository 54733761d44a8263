import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets what was sent within this process arrive where it waits: some turns of the event loop, which take longer on a busy
 * machine.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await sleep(2);
}
