import type { ImportFormat } from '../../kit/import/import-format.js';
import { readCsv } from '../../kit/import/read-csv.js';
import { createSeenKeys } from '../../kit/import/seen-keys.js';
import { regionOf } from './commissioning-region.js';
import { ODS_LAYOUT, odsFileOf, odsRow } from './ods-layout.js';
import { organisationWriter, type Said } from './organisation-writer.js';
import { refreshMemberKinds } from './refresh-member-kinds.js';
import { refreshRatedTrusts } from './refresh-rated-trusts.js';

/** The file `etr`: NHS trusts, open and closed. The region and the board above a trust are those of the file's day. */
export const odsTrusts: ImportFormat<Said> = {
  name: 'ods-trusts',
  summary: 'ODS etr: NHS trusts, open and closed',
  recognises: (head) => odsFileOf(head) === 'trusts',
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, {
      ...ODS_LAYOUT,
      parse(cells) {
        const { grouping, geography, ...row } = odsRow(cells, seen);
        return {
          ...row,
          codeScheme: 'ODS',
          kind: 'TRUST',
          status: 'ACTIVE',
          parentCode: geography,
          parentFrom: null,
          parentTo: null,
          regionCode: regionOf(grouping),
        };
      },
    });
  },
  open: (job) =>
    organisationWriter(job, async ({ manager, tally }) => {
      tally.derive('member kinds', await refreshMemberKinds(manager));
      tally.derive('ratings of trusts', await refreshRatedTrusts(manager));
    }),
};
