import type { EntityManager } from 'typeorm';
import { bulkReplace } from '../../../kit/database/bulk-insert.js';
import type { Cells } from '../../kit/import/cells.js';
import type { ImportFormat, Verdicts } from '../../kit/import/import-format.js';
import { readCsv } from '../../kit/import/read-csv.js';
import { createSeenKeys, type SeenKeys } from '../../kit/import/seen-keys.js';
import { isSameRow } from '../../kit/import/stored-rows.js';
import { Organisation, type OrganisationKind } from '../entities/organisation.js';
import { Region } from '../entities/region.js';
import { regionOf } from './commissioning-region.js';
import { ODS_LAYOUT, odsFileOf, odsRow } from './ods-layout.js';
import { organisationWriter, type Said } from './organisation-writer.js';

/** The file `eauth`: commissioning regions and the local offices below them. */
export const odsAuthorities: ImportFormat<Said> = {
  name: 'ods-authorities',
  summary: 'ODS eauth: commissioning regions and local offices',
  recognises: (head) => odsFileOf(head) === 'authorities',
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, { ...ODS_LAYOUT, parse: (cells) => parseAuthority(cells, seen, verdicts) });
  },
  open: (job) =>
    organisationWriter(job, async ({ manager, tally }) => {
      tally.derive('regions', await refreshRegions(manager));
    }),
};

function parseAuthority(cells: Cells, seen: SeenKeys, verdicts: Verdicts): Said | null {
  const { odsCode, name, grouping, postcode, openedOn, closedOn } = odsRow(cells, seen);
  const kind = kindOf(odsCode);
  if (kind === null) {
    verdicts.leaveOut('government office regions and Welsh bodies are not kept');
    return null;
  }
  const regionCode = regionOf(kind === 'REGION' ? null : grouping);
  return {
    odsCode,
    codeScheme: 'ODS',
    name,
    kind,
    status: 'ACTIVE',
    openedOn,
    closedOn,
    postcode,
    parentCode: regionCode,
    parentFrom: null,
    parentTo: null,
    regionCode,
  };
}

/** Regions have codes such as `Y54`, local offices such as `Q70`; `A` to `K` were government office regions. */
function kindOf(odsCode: string): OrganisationKind | null {
  if (/^Y\d\d$/.test(odsCode)) return 'REGION';
  return /^Q\w\w$/.test(odsCode) ? 'LOCAL_OFFICE' : null;
}

/** Makes the regions what the organisations of that kind are. Gives how many changed. */
async function refreshRegions(manager: EntityManager): Promise<number> {
  const regions = (await manager.findBy(Organisation, { kind: 'REGION' })).map(({ odsCode, name, sourceKey }) => {
    return { code: odsCode, name, sourceKey };
  });
  const known = new Map((await manager.find(Region)).map((region) => [region.code, region]));
  const changed = regions.filter((region) => {
    const before = known.get(region.code);
    return !before || !isSameRow(region, before);
  });
  await bulkReplace(manager, Region, changed);
  return changed.length;
}
