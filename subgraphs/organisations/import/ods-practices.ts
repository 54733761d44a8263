import {
  assertNotBefore,
  oneOf,
  optionalCode,
  optionalCompactDay,
  optionalText,
  type Cells,
} from '../../kit/import/cells.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { readCsv } from '../../kit/import/read-csv.js';
import { createSeenKeys, type SeenKeys } from '../../kit/import/seen-keys.js';
import type { OrganisationStatus } from '../entities/organisation.js';
import { regionOf } from './commissioning-region.js';
import { ODS_LAYOUT, odsFileOf, odsRow } from './ods-layout.js';
import { organisationWriter, type Said } from './organisation-writer.js';
import { refreshMemberKinds } from './refresh-member-kinds.js';
import { refreshPracticeMemberships } from './refresh-practice-memberships.js';

const STATUSES: Readonly<Record<string, OrganisationStatus>> = {
  A: 'ACTIVE',
  C: 'CLOSED',
  D: 'DORMANT',
  P: 'PROPOSED',
};

/** The prescribing setting of general practices; all others are other prescribing centres. */
const GENERAL_PRACTICE = '4';

/** The file `epraccur`: general practices and other prescribing centres, with the commissioners they belong to. */
export const odsPractices: ImportFormat<Said> = {
  name: 'ods-practices',
  summary: 'ODS epraccur: general practices and other prescribing centres',
  recognises: (head) => odsFileOf(head) === 'practices',
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, { ...ODS_LAYOUT, parse: (cells) => parsePractice(cells, seen) });
  },
  open: (job) =>
    organisationWriter(job, async ({ manager, tally }) => {
      tally.derive('member kinds', await refreshMemberKinds(manager));
      tally.derive('practice memberships', await refreshPracticeMemberships(manager));
    }),
};

function parsePractice(cells: Cells, seen: SeenKeys): Said {
  const { odsCode, name, grouping, postcode, openedOn, closedOn } = odsRow(cells, seen);
  const parentFrom = optionalCompactDay(cells, '16 join date');
  const parentTo = optionalCompactDay(cells, '17 left date');
  assertNotBefore('17 left date', [parentFrom, parentTo], 'the join date');
  const setting = optionalText(cells, '26 prescribing setting', 2);
  return {
    odsCode,
    codeScheme: 'ODS',
    name,
    kind: setting === GENERAL_PRACTICE ? 'GP_PRACTICE' : 'PRESCRIBING_CENTRE',
    status: oneOf(cells, '13 status', STATUSES),
    openedOn,
    closedOn,
    postcode,
    parentCode: optionalCode(cells, '15 commissioner'),
    parentFrom,
    parentTo,
    regionCode: regionOf(grouping),
  };
}
