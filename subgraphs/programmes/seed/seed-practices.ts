import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import type { SeedOptions } from '../../kit/subgraph-definition.js';
import { PracticeList } from '../entities/practice-list.js';
import { PracticeReach } from '../entities/practice-reach.js';
import { PracticeSupport } from '../entities/practice-support.js';
import { monthOf } from '../reach-series.js';
import { practiceRow } from './practice-rows.js';

const PRACTICES_PER_CHUNK = 5_000;

/** Inserts every active practice's way through the support programme, and the summaries that count them. */
export async function seedPractices(manager: EntityManager, options: SeedOptions): Promise<void> {
  const { country, progress, signal } = options;
  const list = new Map<string, PracticeList>();
  const reach = new Map<string, PracticeReach>();
  for (let start = 0; start < country.practices; start += PRACTICES_PER_CHUNK) {
    signal.throwIfAborted();
    const size = Math.min(PRACTICES_PER_CHUNK, country.practices - start);
    const rows = Array.from({ length: size }, (_, offset) => practiceRow(country, start + offset));
    for (const row of rows) count(row, { list, reach });
    await bulkInsert(manager, PracticeSupport, rows);
    progress.report(start + size, country.practices);
    await new Promise(setImmediate);
  }
  await bulkInsert(manager, PracticeList, [...list.values()]);
  await bulkInsert(manager, PracticeReach, [...reach.values()]);
}

interface Summaries {
  readonly list: Map<string, PracticeList>;
  readonly reach: Map<string, PracticeReach>;
}

function count({ footprintCode, regionCode, startedOn }: PracticeSupport, { list, reach }: Summaries): void {
  const place = `${footprintCode} ${regionCode}`;
  const listed = list.get(place);
  if (listed) listed.practices++;
  else list.set(place, { footprintCode, regionCode, practices: 1, synthetic: true });
  if (startedOn === null) return;
  const month = monthOf(startedOn);
  const reached = reach.get(`${month} ${place}`);
  if (reached) reached.reached++;
  else reach.set(`${month} ${place}`, { month, footprintCode, regionCode, reached: 1 });
}
