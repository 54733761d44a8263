import { sourceOf, type Source } from '../kit/provenance.js';

const UNKNOWN = { publisher: null, url: null, asOf: null, licence: null };

/** Sources that only this subgraph has, by the key that is stored with a record. */
export const FUNDING_SOURCES: Readonly<Record<string, Source>> = {
  'local-vision-funders': { ...UNKNOWN, title: 'Public texts that name funders of Systems Leadership – Local Vision' },
  'local-vision': { ...UNKNOWN, title: 'Public texts on Systems Leadership – Local Vision' },
  'local-vision-second': { ...UNKNOWN, title: 'Another public account of Systems Leadership – Local Vision' },
  'time-for-care': { ...UNKNOWN, title: 'Public texts on Time for Care, the support for general practice' },
  'aspiring-chief-executives': { ...UNKNOWN, title: 'Public texts on the Aspiring Chief Executives programme' },
  pledge: { ...UNKNOWN, title: 'Pledge recorded in this graph', publisher: 'NHS Improvement' },
};

/** The source of a stored record, as the contract shows it. */
export function sourceOfRow({ sourceKey }: { readonly sourceKey: string }): Source {
  return sourceOf(sourceKey, FUNDING_SOURCES);
}
