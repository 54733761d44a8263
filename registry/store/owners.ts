import { In, type EntityManager } from 'typeorm';
import { bulkInsert } from '../../kit/database/bulk-insert.js';
import { Ownership } from './entities/ownership.js';

const CHUNK = 500;

/** The partners who own these coordinates; what nobody owns is left out. */
export async function ownersOf(manager: EntityManager, coordinates: Iterable<string>): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const chunk of chunks([...new Set(coordinates)])) {
    for (const { coordinate, partner } of await manager.findBy(Ownership, { coordinate: In(chunk) })) {
      owners.set(coordinate, partner);
    }
  }
  return owners;
}

/** The partner who owns each coordinate that has an owner. */
export async function allOwners(manager: EntityManager): Promise<Map<string, string>> {
  const rows = await manager
    .createQueryBuilder(Ownership, 'o')
    .select('o.coordinate', 'coordinate')
    .addSelect('o.partner', 'partner')
    .getRawMany<Pick<Ownership, 'coordinate' | 'partner'>>();
  return new Map(rows.map(({ coordinate, partner }) => [coordinate, partner]));
}

/** Every coordinate that a partner owns. */
export async function ownedBy(manager: EntityManager, partner: string): Promise<string[]> {
  return (await manager.findBy(Ownership, { partner })).map(({ coordinate }) => coordinate);
}

/** Gives to a partner those coordinates that nobody owns. */
export async function claim(manager: EntityManager, partner: string, coordinates: readonly string[]): Promise<void> {
  const owners = await ownersOf(manager, coordinates);
  const since = new Date();
  const free = [...new Set(coordinates)].filter((coordinate) => !owners.has(coordinate));
  await bulkInsert(
    manager,
    Ownership,
    free.map((coordinate) => ({ coordinate, partner, since })),
  );
}

/** Takes coordinates from whoever owns them. */
export async function disown(manager: EntityManager, coordinates: readonly string[]): Promise<void> {
  for (const chunk of chunks(coordinates)) await manager.delete(Ownership, { coordinate: In(chunk) });
}

function chunks(all: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) => all.slice(i * CHUNK, (i + 1) * CHUNK));
}
