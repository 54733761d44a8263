import type { Source } from '../kit/provenance.js';

/** Sources of records that come from neither a file nor the generator. */
export const OWN_SOURCES: Readonly<Record<string, Source>> = {
  recorded: {
    title: 'Recorded through this graph',
    publisher: 'Care Quality Commission',
    url: null,
    asOf: null,
    licence: null,
  },
};
