import type { Country } from '../../kit/country/country.js';
import { REGIONS } from '../../kit/country/known-bodies.js';
import type { Footprint } from '../entities/footprint.js';
import type { Region } from '../entities/region.js';

/** The footprints were announced in March 2016; only the month is stated. */
export const FOOTPRINTS_OPENED_ON = '2016-03-01';

/** The four real regions. */
export function regionRows(): Region[] {
  return REGIONS.map((region) => ({ ...region, sourceKey: 'regions' }));
}

/** The generated footprints, as many as there were. */
export function footprintRows(country: Country): Footprint[] {
  return country.footprints.map(({ odsCode, name, region }) => ({
    odsCode,
    name,
    gssCode2016: null,
    gssCode2017: null,
    regionCode: region,
    openedOn: FOOTPRINTS_OPENED_ON,
    closedOn: null,
    successorCode: null,
    publishedLead: null,
    synthetic: true,
    sourceKey: 'generated',
  }));
}
