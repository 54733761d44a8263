import type { ImportFormat } from '../../kit/import/import-format.js';
import { cqcInspections } from './cqc-inspections.js';
import { footprintCcgs } from './footprint-ccgs.js';
import { footprintMembers } from './footprint-members.js';
import { footprintTrusts } from './footprint-trusts.js';
import { footprints } from './footprints.js';
import { odsAuthorities } from './ods-authorities.js';
import { odsCcgs } from './ods-ccgs.js';
import { odsPractices } from './ods-practices.js';
import { odsTrusts } from './ods-trusts.js';
import { workforceFte } from './workforce-fte.js';

/** The formats that fill this subgraph's database, in an order in which they can be imported. */
export const organisationsFormats: readonly ImportFormat[] = [
  odsAuthorities,
  odsCcgs,
  odsTrusts,
  odsPractices,
  footprints,
  footprintCcgs,
  footprintMembers,
  footprintTrusts,
  cqcInspections,
  workforceFte,
];
