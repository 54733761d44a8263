import type { Database } from '../../../kit/database/database.js';
import { connect, type KeysetList } from '../../kit/connection/connect.js';
import type { Connection } from '../../kit/connection/connection.js';
import type { Order } from '../../kit/connection/keyset.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { refuse } from '../../kit/errors.js';
import { Person } from '../entities/person.js';
import type { PostRole } from '../entities/post.js';
import { poolOf, TalentPoolEntry } from '../entities/talent-pool-entry.js';
import type { PeopleLoaders } from '../loaders.js';

export interface PersonFilter {
  readonly familyNameStartsWith?: string | null;
  readonly talentPoolRole?: PostRole | null;
  readonly talentPoolRegion?: string | null;
}

export interface PersonSort {
  readonly by: 'ID' | 'FAMILY_NAME';
  readonly direction: 'ASC' | 'DESC';
}

export interface PeopleArgs extends PageArgs {
  readonly filter?: PersonFilter | null;
  readonly sort?: PersonSort | null;
}

/**
 * A page of people. A filter on the talent pool is answered from its entries, which repeat the family name, and the
 * people are loaded after them. Throws `BAD_USER_INPUT` for a family name too short or in an order no index serves.
 */
export function listPeople(database: Database, load: PeopleLoaders, args: PeopleArgs): Connection<Person> {
  const filter = args.filter ?? {};
  const prefix = prefixOf(filter);
  const sort = sortOf(prefix, args.sort);
  return filter.talentPoolRole || filter.talentPoolRegion
    ? peopleOf(connect(database, listPool(filter, prefix, sort), args), load)
    : connect(database, { entity: Person, order: orderOf<Person>('id', sort), startsWith: prefix }, args);
}

function prefixOf({ familyNameStartsWith }: PersonFilter): string | undefined {
  const prefix = familyNameStartsWith?.trim().toLowerCase();
  if (prefix === undefined || [...prefix].length >= 2) return prefix;
  const detail = `familyNameStartsWith needs at least two characters, and has ${[...prefix].length}`;
  throw refuse('BAD_USER_INPUT', detail, 'filter.familyNameStartsWith');
}

function sortOf(prefix: string | undefined, sort: PersonSort | null | undefined): PersonSort {
  if (!sort) return { by: prefix === undefined ? 'ID' : 'FAMILY_NAME', direction: 'ASC' };
  if (prefix === undefined || sort.by === 'FAMILY_NAME') return sort;
  throw refuse('BAD_USER_INPUT', 'With familyNameStartsWith, sort by FAMILY_NAME or leave sort out', 'sort.by');
}

function listPool(filter: PersonFilter, prefix: string | undefined, sort: PersonSort): KeysetList<TalentPoolEntry> {
  const { talentPoolRole: role, talentPoolRegion: region } = filter;
  return {
    entity: TalentPoolEntry,
    order: orderOf('personId', sort),
    startsWith: prefix,
    where(query) {
      if (role && region) query.andWhere('r.pool = :pool', { pool: poolOf(role, region) });
      else if (role) query.andWhere('r.role = :role', { role });
      else query.andWhere('r.region = :region', { region });
    },
  };
}

function orderOf<Row extends { familySearch: string }>(
  id: keyof Row & string,
  { by, direction }: PersonSort,
): Order<Row> {
  return { name: `people.${by}.${direction}`, columns: by === 'ID' ? [id] : ['familySearch', id], direction };
}

/** The same page with the people behind the entries; one statement more. */
function peopleOf(entries: Connection<TalentPoolEntry>, load: PeopleLoaders): Connection<Person> {
  const personOf = (entry: TalentPoolEntry) => load.person.load(entry.personId) as Promise<Person>;
  return {
    nodes: async () => Promise.all((await entries.nodes()).map(personOf)),
    edges: async () =>
      Promise.all((await entries.edges()).map(async ({ cursor, node }) => ({ cursor, node: await personOf(node) }))),
    pageInfo: () => entries.pageInfo(),
    totalCount: () => entries.totalCount(),
  };
}
