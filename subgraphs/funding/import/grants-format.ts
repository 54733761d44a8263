import type { ImportFormat, ImportJob, RowWriter } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import { createSeenKeys } from '../../kit/import/seen-keys.js';
import { storeNewest } from '../../kit/import/store-newest.js';
import { fileSourceKey } from '../../kit/provenance.js';
import { Grant } from '../entities/grant.js';
import { csvSource, GRANTS_LAYOUT } from './csv-source.js';
import type { GrantSource } from './grant-fields.js';
import { jsonSource } from './json-source.js';
import { parseGrant, type ParsedGrant } from './parse-grant.js';
import { beginsLikeJson, readJsonGrants } from './read-json.js';
import { readSchemaCheck, type SchemaCheck } from './schema-check.js';

const NAME = '360giving';
const TABLE = { entity: Grant, primaryKey: ['id'], lookup: 'id' } as const;

/**
 * Grants as the 360Giving Data Standard 1.4 has them, in a JSON package or list, or in a spreadsheet saved as CSV. The
 * same grants in both are the same. Of a grant that is known already, the record that was modified later is kept.
 */
export const grantsFormat: ImportFormat<ParsedGrant> = formatWith(() => undefined);

function formatWith(check: SchemaCheck): ImportFormat<ParsedGrant> {
  return {
    name: NAME,
    summary: 'Grants in the form of the 360Giving Data Standard 1.4, CSV or JSON',
    recordsAreDated: true,
    recognises: (head) => isJsonOfGrants(head) || firstCells(head, GRANTS_LAYOUT) !== null,
    async *read(file, verdicts) {
      const parse = grantParser(check);
      yield* (await beginsLikeJson(file.path))
        ? readJsonGrants(file, verdicts, (record) => parse(jsonSource(record)))
        : readCsv(file, verdicts, { ...GRANTS_LAYOUT, parse: (cells) => parse(csvSource(cells)) });
    },
    open: grantWriter,
    withSchema: async (path) => formatWith(await readSchemaCheck(path)),
  };
}

function isJsonOfGrants(head: string): boolean {
  return /^\s*[[{]/.test(head) && /"(grants|awardDate|amountAwarded)"/.test(head);
}

function grantParser(check: SchemaCheck): (source: GrantSource) => ParsedGrant {
  const seen = createSeenKeys();
  return (source) => {
    const grant = parseGrant(source);
    check(source);
    if (seen.add(grant.id)) return grant;
    throw new RowProblem(source.nameOf('id'), grant.id, 'must not be the identifier of an earlier grant of the file');
  };
}

function grantWriter({ manager, sourceKey, tally }: ImportJob): RowWriter<ParsedGrant> {
  return {
    async write(rows) {
      const grants = rows.map(({ row }) => ({ ...row, sourceKey: sourceKeyOf(row, sourceKey) }));
      for (const outcome of await storeNewest(manager, TABLE, grants)) {
        if (outcome === 'outdated') tally.leaveOut('a newer record is known');
        else tally.count(outcome);
      }
    },
    finish: async () => undefined,
  };
}

/** A record speaks for the day on which it was modified; one without such a day, for the day of its file. */
function sourceKeyOf({ synthetic, dateModified }: ParsedGrant, ofFile: string): string {
  if (synthetic) return 'generated';
  return dateModified === null ? ofFile : fileSourceKey(NAME, dateModified.toISOString().slice(0, 10));
}
