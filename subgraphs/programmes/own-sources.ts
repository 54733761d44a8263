import { sourceOf, type Source } from '../kit/provenance.js';

const UNKNOWN = { publisher: null, url: null, asOf: null, licence: null };

/** Sources that only this subgraph has, by the key that is stored with a record. */
const OWN_SOURCES: Readonly<Record<string, Source>> = {
  'framework-summary': {
    ...UNKNOWN,
    title: 'Improvement of Care and Workforce Development: a National Framework',
    publisher: 'dementianews',
    url: 'https://dementianews.wordpress.com/2016/12/07/improvement-of-care-and-workforce-development-a-national-framework-nhs-improvement/',
    asOf: '2016-12-07',
  },
  'framework-unread': { ...UNKNOWN, title: 'Wording without a source that was read in full' },
  'leadership-academy': {
    ...UNKNOWN,
    title: 'Public texts on the programmes of the NHS Leadership Academy',
    publisher: 'NHS Leadership Academy',
  },
  'aspiring-introduction': {
    ...UNKNOWN,
    title: 'Aspiring chief executives report: introduction',
    publisher: 'NHS Providers',
    url: 'https://nhsproviders.org/aspiring-ceos-report/introduction',
  },
  'aspiring-foreword': {
    ...UNKNOWN,
    title: 'Aspiring chief executives report: foreword',
    publisher: 'NHS Providers',
    url: 'http://nhsproviders.org/aspiring-ceos-report/foreword',
  },
  'aspiring-call': {
    ...UNKNOWN,
    title: 'Aspiring Chief Executive Programme: call for applications',
    publisher: 'Health Education England',
    url: 'https://eoeleadership.hee.nhs.uk/node/282',
  },
  'local-vision': { ...UNKNOWN, title: 'Public texts on Systems Leadership – Local Vision' },
  'footprint-course': { ...UNKNOWN, title: 'Public texts on a system leadership course for footprints' },
  'releasing-time': {
    ...UNKNOWN,
    title: 'Releasing time for care',
    publisher: 'NHS England',
    url: 'https://www.england.nhs.uk/ourwork/gpfv/gpdp/releasing-time/',
  },
  'time-for-care': {
    ...UNKNOWN,
    title: 'Time for Care programme extended beyond March deadline',
    publisher: 'Management in Practice',
    url: 'https://managementinpractice.com/revealed-time-for-care-programme-extended-beyond-march-deadline/',
    asOf: '2019-01-10',
  },
  culture: {
    ...UNKNOWN,
    title: 'Public texts on the culture and leadership resources',
    publisher: "The King's Fund and NHS Improvement",
  },
};

/** The source of a stored record, as the contract shows it. */
export function sourceOfRow({ sourceKey }: { readonly sourceKey: string }): Source {
  return sourceOf(sourceKey, OWN_SOURCES);
}
