import { refuse } from '../../kit/errors.js';
import type { Programme } from '../entities/programme.js';
import type { Context } from './context.js';

/** A programme that this subgraph always has once it was seeded. Throws `NOT_FOUND` before. */
export async function recordedProgramme(code: string, { load }: Context): Promise<Programme> {
  const programme = await load.programme.load(code);
  if (!programme) throw refuse('NOT_FOUND', `Programme ${code} is not recorded. Seed the database`);
  return programme;
}
