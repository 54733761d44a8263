import type { Source } from '../kit/provenance.js';

/** Sources that only this subgraph has, by the key that is stored with a record. */
export const OWN_SOURCES: Readonly<Record<string, Source>> = {
  'senior-vacancies': {
    title: 'NHS trusts face worryingly high levels of senior vacancies',
    publisher: "The King's Fund and NHS Providers",
    url: 'https://www.kingsfund.org.uk/press/press-releases/nhs-trusts-face-worryingly-high-levels-senior-vacancies',
    asOf: null,
    licence: null,
  },
};
