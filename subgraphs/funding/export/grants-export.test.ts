import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../../kit/database/database.js';
import { PACKAGE_ROOT } from '../../../kit/package-root.js';
import { silentProgress } from '../../../kit/progress.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { importFile, importText } from '../../../test/support/import-file.js';
import { sharedData, testWithSharedData } from '../../../test/support/shared-data.js';
import { createCountry } from '../../kit/country/country.js';
import { Grant } from '../entities/grant.js';
import { funding } from '../funding.js';
import { grantsFormat } from '../import/grants-format.js';
import { grantsExport } from './grants-export.js';

const FIXTURE = join(PACKAGE_ROOT, 'subgraphs/funding/import/fixtures/grants.json');
const SCHEMAS = ['funding/360-giving-schema.json', 'funding/360-giving-package-schema.json'];

eachDatabase((openUrl) => {
  let imported: Database;
  let generated: Database;

  beforeAll(async () => {
    imported = await open();
    await importFile(imported, grantsFormat, { path: FIXTURE });
    generated = await open();
    const signal = new AbortController().signal;
    await funding.seed(generated, { country: createCountry({ practices: 1_400 }), progress: silentProgress, signal });
  });
  afterAll(() => Promise.all([imported.close(), generated.close()]));

  test('what was imported comes out with the same fields', async () => {
    const { grants: original } = JSON.parse(await readFile(FIXTURE, 'utf8')) as { grants: { dateModified?: string }[] };
    const { version, grants } = JSON.parse(await exported(imported)) as Package;
    expect(version).toBe('1.4');
    expect(grants).toEqual(
      original.map(({ dateModified, ...grant }) => ({
        ...grant,
        ...(dateModified === undefined ? {} : { dateModified: new Date(dateModified).toISOString() }),
      })),
    );
  });

  test('what came out is known when it comes in again: nothing changes, and generated grants stay marked', async () => {
    const text = await exported(generated);
    const rows = await generated.read.getRepository(Grant).find({ order: { id: 'ASC' } });
    const again = await importText(generated, grantsFormat, { name: 'grants.json', text });
    expect(again.counts).toMatchObject({ read: rows.length, unchanged: rows.length, rejected: 0 });
    const other = await open();
    await importText(other, grantsFormat, { name: 'grants.json', text });
    expect(await other.read.getRepository(Grant).find({ order: { id: 'ASC' } })).toEqual(rows);
    await other.close();
  });

  test('comes in pages by identifier, the same text each time', async () => {
    const pieces: string[] = [];
    for await (const piece of grantsExport.write(generated, options(null))) pieces.push(piece);
    expect(pieces.length).toBe(3);
    const ids = (JSON.parse(pieces.join('')) as Package).grants.map(({ id }) => id);
    expect(ids).toHaveLength(1_077);
    expect(ids).toEqual([...ids].sort());
    expect(await exported(generated)).toBe(pieces.join(''));
  });

  test('gives the grants of one funder only', async () => {
    const { grants } = JSON.parse(await exported(generated, 'GB-LAE-ZL001')) as Package;
    const wanted = await generated.read.getRepository(Grant).countBy({ funderId: 'GB-LAE-ZL001' });
    expect(grants).toHaveLength(wanted);
    expect(grants.every(({ fundingOrganization }) => fundingOrganization[0]!.id === 'GB-LAE-ZL001')).toBe(true);
  });

  test('says that there is nothing to export', async () => {
    await expect(exported(generated, 'GB-LAE-NONE')).rejects.toMatchObject({ code: 'NOTHING_TO_EXPORT' });
    const empty = await open();
    await expect(exported(empty)).rejects.toMatchObject({ code: 'NOTHING_TO_EXPORT' });
    await empty.close();
  });

  test('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    const pieces = grantsExport.write(generated, { ...options(null), signal });
    await expect(pieces[Symbol.asyncIterator]().next()).rejects.toThrow(/abort/i);
  });

  describe('by the schema of the standard', () => {
    testWithSharedData('generated and imported grants are a valid package', SCHEMAS, async () => {
      const validate = await packageValidator();
      for (const database of [imported, generated]) {
        const content = JSON.parse(await exported(database)) as Package;
        validate(content);
        expect(validate.errors ?? []).toEqual([]);
        expect(new Set(content.grants.map(({ id }) => id)).size).toBe(content.grants.length);
      }
      expect(validate({ version: '1.4', grants: [{ id: 'a' }] })).toBe(false);
    });

    testWithSharedData(
      'the real grants of Trafford come out with the same identifiers, amounts, dates and parties',
      [...SCHEMAS, 'funding/trafford_360_grants.json'],
      async () => {
        const database = await open();
        const path = sharedData('funding/trafford_360_grants.json');
        await importFile(database, grantsFormat, { path });
        const original = JSON.parse(await readFile(path, 'utf8')) as Package;
        const out = JSON.parse(await exported(database)) as Package;
        const validate = await packageValidator();
        validate(out);
        expect(validate.errors ?? []).toEqual([]);
        expect(out.grants.map(kept)).toEqual(original.grants.map(kept).sort((a, b) => (a.id < b.id ? -1 : 1)));
        await database.close();
      },
    );
  });

  async function open(): Promise<Database> {
    const { name, entities, migrations } = funding;
    const database = await openDatabase({ name, entities, migrations, url: await openUrl() });
    await database.migrate();
    return database;
  }
});

interface Party {
  readonly id: string;
  readonly name: string;
  readonly charityNumber?: string;
  readonly companyNumber?: string;
}

interface Exported {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly currency: string;
  readonly amountAwarded: number;
  readonly awardDate: string;
  readonly plannedDates: readonly object[];
  readonly recipientOrganization: readonly Party[];
  readonly fundingOrganization: readonly Party[];
  readonly grantProgramme: readonly object[];
  readonly fromOpenCall: string;
  readonly dateModified: string;
  readonly dataSource: string;
}

interface Package {
  readonly version: string;
  readonly grants: readonly Exported[];
}

/** The part of a real record that this graph keeps. */
function kept({ dateModified, recipientOrganization, fundingOrganization, ...grant }: Exported) {
  const { id, title, description, currency, amountAwarded, awardDate, plannedDates, grantProgramme } = grant;
  return {
    ...{ id, title: title.trim(), description: description.trim(), currency, amountAwarded, awardDate, plannedDates },
    ...{ grantProgramme, fromOpenCall: grant.fromOpenCall, dataSource: grant.dataSource },
    dateModified: new Date(dateModified),
    recipientOrganization: recipientOrganization.map(partyOf),
    fundingOrganization: fundingOrganization.map(partyOf),
  };
}

function partyOf({ id, name, charityNumber, companyNumber }: Party): Partial<Party> {
  return {
    id,
    name: name.trim(),
    ...(charityNumber ? { charityNumber } : {}),
    ...(companyNumber ? { companyNumber } : {}),
  };
}

function options(of: string | null) {
  return { type: 'json', of, signal: new AbortController().signal } as const;
}

async function exported(database: Database, of: string | null = null): Promise<string> {
  let text = '';
  for await (const piece of grantsExport.write(database, options(of))) text += piece;
  return text;
}

/**
 * The package's schema refers to an earlier version of the record's schema, for which the present one stands. That no two
 * grants are alike is left out: comparing each with each takes long, and identifiers that differ say so too.
 */
async function packageValidator() {
  const [record, whole] = await Promise.all(
    SCHEMAS.map(async (file) => {
      const text = await readFile(sharedData(file), 'utf8');
      return JSON.parse(text.replace('"http://json-schema.org/draft', '"https://json-schema.org/draft')) as {
        $id: string;
        properties: { grants: { items: { $ref: string }; uniqueItems: boolean } };
      };
    }),
  );
  whole!.properties.grants.uniqueItems = false;
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  ajv.addSchema({ ...record!, $id: whole!.properties.grants.items.$ref });
  return ajv.compile(whole!);
}
