import { requiredCode, requiredText } from '../../kit/import/cells.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import { membershipWriter, type Member } from './membership-writer.js';
import { onceEach } from './once-each.js';

const LAYOUT = { hasHeader: true, columns: ['Trust', 'code', 'STP', 'STP_code'] };

/** The Health Foundation's lookup of acute trusts, each in one footprint, which is named by its ONS code. */
export const footprintTrusts: ImportFormat<Member> = {
  name: 'footprint-trusts',
  summary: 'Acute trusts by footprint, as the Health Foundation publishes them',
  recognises: (head) => firstCells(head, LAYOUT) !== null,
  read(file, verdicts) {
    const assertOnce = onceEach('code');
    return readCsv(file, verdicts, {
      ...LAYOUT,
      parse: (cells) =>
        assertOnce({
          footprint: requiredCode(cells, 'STP_code'),
          odsCode: requiredCode(cells, 'code'),
          codeScheme: 'ODS',
          name: requiredText(cells, 'Trust', 200),
          kind: 'TRUST',
        }),
    });
  },
  open: (job) => membershipWriter(job, 'STP_code'),
};
