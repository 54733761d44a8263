import { optionalText, requiredDay, requiredText, type Cells } from '../../kit/import/cells.js';
import type { ImportFormat, ImportJob, RowWriter } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import { createSeenKeys, type SeenKeys } from '../../kit/import/seen-keys.js';
import { storeNewest } from '../../kit/import/store-newest.js';
import { readByKeys } from '../../kit/import/stored-rows.js';
import { Organisation } from '../entities/organisation.js';
import { Rating, type RatingValue } from '../entities/rating.js';
import { trustPrefixOf } from './refresh-rated-trusts.js';

const LAYOUT = { hasHeader: true, columns: ['reportdate', 'overall', 'ownership', 'locationid'] };

/** The published words in lower case. */
const RATINGS: ReadonlyMap<string, RatingValue> = new Map([
  ['outstanding', 'OUTSTANDING'],
  ['good', 'GOOD'],
  ['requires improvement', 'REQUIRES_IMPROVEMENT'],
  ['inadequate', 'INADEQUATE'],
  ['no published rating', 'NO_PUBLISHED_RATING'],
]);

type RatingRow = Omit<Rating, 'sourceKey' | 'organisationCode'>;

/** Inspections of community services by the Care Quality Commission, by location and without names. */
export const cqcInspections: ImportFormat<RatingRow> = {
  name: 'cqc-inspections',
  summary: 'CQC inspections of community services: overall ratings by location',
  recognises: (head) => firstCells(head, LAYOUT) !== null,
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, { ...LAYOUT, parse: (cells) => parseInspection(cells, seen) });
  },
  open: ratingWriter,
};

function parseInspection(cells: Cells, seen: SeenKeys): RatingRow {
  const locationId = requiredText(cells, 'locationid', 40);
  const publishedOn = requiredDay(cells, 'reportdate');
  const overall = ratingOf(cells, 'overall');
  return {
    id: idOf(`cqc.${locationId}.${publishedOn}`, seen),
    locationId,
    overall,
    publishedOn,
    ownership: optionalText(cells, 'ownership', 40),
    synthetic: false,
  };
}

function ratingOf(cells: Cells, column: string): RatingValue {
  const text = requiredText(cells, column, 40);
  const rating = RATINGS.get(text.toLowerCase());
  if (rating) return rating;
  throw new RowProblem(column, text, `must be one of ${[...RATINGS.keys()].join(', ')}`);
}

/** A location can have several reports on a day: the second one's identifier ends with `.2`, and so on. */
function idOf(first: string, seen: SeenKeys): string {
  let id = first;
  for (let place = 2; !seen.add(id); place++) id = `${first}.${place}`;
  return id;
}

function ratingWriter({ manager, sourceKey, tally }: ImportJob): RowWriter<RatingRow> {
  return {
    async write(rows) {
      const prefixes = rows.map(({ row }) => trustPrefixOf(row.locationId!)).filter((prefix) => prefix !== null);
      const organisations = await readByKeys(manager, { entity: Organisation, column: 'odsCode' }, prefixes);
      const trusts = new Set(organisations.filter(({ kind }) => kind === 'TRUST').map(({ odsCode }) => odsCode));
      const ratings = rows.map(({ row }) => {
        const prefix = trustPrefixOf(row.locationId!);
        return { ...row, organisationCode: prefix !== null && trusts.has(prefix) ? prefix : null, sourceKey };
      });
      for (const outcome of await storeNewest(manager, { entity: Rating, primaryKey: ['id'], lookup: 'id' }, ratings)) {
        if (outcome === 'outdated') tally.leaveOut('a newer file is known');
        else tally.count(outcome);
      }
    },
    finish: async () => undefined,
  };
}
