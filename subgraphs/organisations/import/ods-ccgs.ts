import { oneOf } from '../../kit/import/cells.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { readCsv } from '../../kit/import/read-csv.js';
import { createSeenKeys } from '../../kit/import/seen-keys.js';
import type { OrganisationKind } from '../entities/organisation.js';
import { regionOf } from './commissioning-region.js';
import { ODS_LAYOUT, odsFileOf, odsRow } from './ods-layout.js';
import { organisationWriter, type Said } from './organisation-writer.js';
import { refreshMemberKinds } from './refresh-member-kinds.js';

const KINDS: Readonly<Record<string, OrganisationKind>> = { C: 'CCG', H: 'COMMISSIONING_HUB' };

/** The file `eccg`: clinical commissioning groups and commissioning hubs, with the local offices above them. */
export const odsCcgs: ImportFormat<Said> = {
  name: 'ods-ccgs',
  summary: 'ODS eccg: clinical commissioning groups and commissioning hubs',
  recognises: (head) => odsFileOf(head) === 'ccgs',
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, {
      ...ODS_LAYOUT,
      parse(cells) {
        const { grouping, geography, ...row } = odsRow(cells, seen);
        return {
          ...row,
          codeScheme: 'ODS',
          kind: oneOf(cells, '14 sub-type', KINDS),
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
    }),
};
