import { requiredCode, requiredText, type Cells } from '../../kit/import/cells.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import type { OrganisationKind } from '../entities/organisation.js';
import { localCode } from './local-code.js';
import { membershipWriter, type Member } from './membership-writer.js';
import { onceEach } from './once-each.js';

const LAYOUT = { hasHeader: true, columns: ['stp_ods_code', 'partner_ods_code', 'partner_name'] };

const KINDS: Readonly<Record<string, OrganisationKind>> = {
  trusts: 'TRUST',
  local_authorities: 'LOCAL_AUTHORITY',
  ccgs: 'CCG',
  other: 'OTHER',
};

/** The members of each footprint, one kind of member in a file. */
export const footprintMembers: ImportFormat<Member> = {
  name: 'footprint-members',
  summary: 'Members of each footprint: trusts, local_authorities, ccgs or other, by --kind or the file name',
  kinds: Object.keys(KINDS),
  recognises: (head) => firstCells(head, LAYOUT) !== null,
  read(file, verdicts) {
    const assertOnce = onceEach('partner_ods_code');
    return readCsv(file, verdicts, {
      ...LAYOUT,
      parse: (cells) => assertOnce(parseMember(cells, KINDS[file.kind]!)),
    });
  },
  open: (job) => membershipWriter(job, 'stp_ods_code'),
};

function parseMember(cells: Cells, kind: OrganisationKind): Member {
  const footprint = requiredCode(cells, 'stp_ods_code');
  const name = requiredText(cells, 'partner_name', 200);
  const odsCode = kind === 'OTHER' ? codeWithin(cells('partner_ods_code')) : requiredCode(cells, 'partner_ods_code');
  return odsCode === null
    ? { footprint, odsCode: localCode(name), codeScheme: 'LOCAL', name, kind }
    : { footprint, odsCode, codeScheme: 'ODS', name, kind };
}

/** The ODS code at the beginning of texts such as `NL8 (CQC: 1-256729774)`; others give none, such as `CQC: 1-14576516`. */
function codeWithin(text: string): string | null {
  return /^\s*([A-Z0-9]{3,6})(?=\s|\(|$)/.exec(text)?.[1] ?? null;
}
