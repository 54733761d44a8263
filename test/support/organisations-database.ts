import { join } from 'node:path';
import { openDatabase, type Database } from '../../kit/database/database.js';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import type { ImportFormat } from '../../subgraphs/kit/import/import-format.js';
import { organisationsFormats } from '../../subgraphs/organisations/import/formats.js';
import { organisations } from '../../subgraphs/organisations/organisations.js';
import { dumpTables } from './dump-tables.js';
import { importFile, type Imported } from './import-file.js';

/** Opens and migrates a database of the organisations subgraph. */
export async function openOrganisations(url: string): Promise<Database> {
  const { name, entities, migrations } = organisations;
  const database = await openDatabase({ name, url, entities, migrations });
  await database.migrate();
  return database;
}

/** All rows of the database, to see whether anything changed. */
export function dumpOrganisations(database: Database): ReturnType<typeof dumpTables> {
  return dumpTables(database, organisations.entities);
}

/** The format of a name. */
export function organisationsFormat(name: string): ImportFormat {
  const format = organisationsFormats.find((known) => known.name === name);
  if (!format) throw new Error(`There is no format ${name}`);
  return format;
}

/** The invented files, each with its format; those further down need what those above bring. */
export const FIXTURES = {
  'authorities_2016.csv': 'ods-authorities',
  'ccgs_2016-02.csv': 'ods-ccgs',
  'trusts_2020.csv': 'ods-trusts',
  'practices_2016-01-01.csv': 'ods-practices',
  'practices_2017-01-01.csv': 'ods-practices',
  'practices_2018-01-01.csv': 'ods-practices',
  'footprints.csv': 'footprints',
  'footprint_ccgs.csv': 'footprint-ccgs',
  'members_trusts_2019-04.csv': 'footprint-members',
  'members_local_authorities_2019-04.csv': 'footprint-members',
  'members_other_2019-04.csv': 'footprint-members',
  'members_ccgs_2019-04.csv': 'footprint-members',
  'footprint_trusts_2017-18.csv': 'footprint-trusts',
  'inspections_2016.csv': 'cqc-inspections',
  'workforce_2017-09.csv': 'workforce-fte',
} as const;

export type Fixture = keyof typeof FIXTURES;

/** Imports one of the invented files. */
export function importFixture(database: Database, name: Fixture): Promise<Imported> {
  const path = join(PACKAGE_ROOT, 'test', 'fixtures', 'organisations', name);
  return importFile(database, organisationsFormat(FIXTURES[name]), { path });
}
