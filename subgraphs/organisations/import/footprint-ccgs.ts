import { requiredCode, requiredText } from '../../kit/import/cells.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import { membershipWriter, type Member } from './membership-writer.js';
import { onceEach } from './once-each.js';

const LAYOUT = { hasHeader: true, columns: ['ods_stp_code', 'ccg_ods_code', 'ccg_name_2016'] };

/** The clinical commissioning groups of each footprint as announced in March 2016; through them practices are members. */
export const footprintCcgs: ImportFormat<Member> = {
  name: 'footprint-ccgs',
  summary: 'Clinical commissioning groups of each footprint, 2016',
  defaultAsOf: '2016-03-01',
  recognises: (head) => firstCells(head, LAYOUT) !== null,
  read(file, verdicts) {
    const assertOnce = onceEach('ccg_ods_code');
    return readCsv(file, verdicts, {
      ...LAYOUT,
      parse: (cells) =>
        assertOnce({
          footprint: requiredCode(cells, 'ods_stp_code'),
          odsCode: requiredCode(cells, 'ccg_ods_code'),
          codeScheme: 'ODS',
          name: requiredText(cells, 'ccg_name_2016', 200),
          kind: 'CCG',
        }),
    });
  },
  open: (job) => membershipWriter(job, 'ods_stp_code'),
};
