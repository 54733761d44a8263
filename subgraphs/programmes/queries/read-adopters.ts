import type { Database } from '../../../kit/database/database.js';
import { CultureAdoption } from '../entities/culture-adoption.js';

/** How many bodies are in each phase of the culture resources, in the order of the phases. */
export async function readAdopters(database: Database, phases: readonly string[]): Promise<number[]> {
  const rows = await database.read
    .getRepository(CultureAdoption)
    .createQueryBuilder('r')
    .select('r.phase', 'phase')
    .addSelect('COUNT(*)', 'count')
    .where('r.phase IN (:...phases)', { phases })
    .groupBy('r.phase')
    .getRawMany<{ phase: string; count: number | string }>();
  const byPhase = new Map(rows.map(({ phase, count }) => [phase, Number(count)]));
  return phases.map((phase) => byPhase.get(phase) ?? 0);
}
