import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.js';

/** A database that takes longer is no use to anybody either. */
const TIMEOUT_MS = 2_000;

/** Whether a database answers, and soon. */
export async function answers({ read }: Database): Promise<boolean> {
  const isOver = new AbortController();
  const asked = read.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const late = sleep(TIMEOUT_MS, false, { signal: isOver.signal }).catch(() => false);
  return Promise.race([asked, late]).finally(() => isOver.abort());
}
