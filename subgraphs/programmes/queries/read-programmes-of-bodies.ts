import type { Database } from '../../../kit/database/database.js';
import { readRows } from '../../kit/connection/read-rows.js';
import { Programme } from '../entities/programme.js';

/** The programmes that each body delivers, funds or chairs, by code, in the order of the bodies. */
export async function readProgrammesOfBodies(database: Database, bodies: readonly string[]): Promise<Programme[][]> {
  const query = database.read
    .getRepository(Programme)
    .createQueryBuilder('r')
    .where('r.deliveredBy IN (:...bodies) OR r.fundedBy IN (:...bodies) OR r.boardChairedBy IN (:...bodies)', {
      bodies,
    })
    .orderBy('r.code');
  const programmes = await readRows(database, query);
  return bodies.map((body) =>
    programmes.filter(({ deliveredBy, fundedBy, boardChairedBy }) =>
      [deliveredBy, fundedBy, boardChairedBy].includes(body),
    ),
  );
}
