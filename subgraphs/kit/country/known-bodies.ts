/** A real body that public texts name but that has no ODS code in the sources: `code` is local to this graph. */
export interface KnownBody {
  readonly code: string;
  readonly name: string;
  readonly kind: 'NATIONAL_BODY' | 'OTHER';
  /** Its part in the framework, for the bodies that the article describes as partners. */
  readonly role?: string;
  readonly subgraph?: 'organisations' | 'people' | 'programmes' | 'funding';
}

/** The partners of the framework, and the named funders of Local Vision that are not among them. */
export const KNOWN_BODIES: readonly KnownBody[] = [
  {
    code: 'NHSI',
    name: 'NHS Improvement',
    kind: 'NATIONAL_BODY',
    role: 'Led the framework; funds the Aspiring Chief Executives programme',
    subgraph: 'funding',
  },
  {
    code: 'CQC',
    name: 'Care Quality Commission',
    kind: 'NATIONAL_BODY',
    role: 'Developed the framework together; rates services',
    subgraph: 'organisations',
  },
  {
    code: 'HEE',
    name: 'Health Education England',
    kind: 'NATIONAL_BODY',
    role: 'Developed the framework together; training offer to the footprints',
    subgraph: 'programmes',
  },
  {
    code: 'NHSLA',
    name: 'NHS Leadership Academy',
    kind: 'NATIONAL_BODY',
    role: 'Delivers the leadership programmes',
    subgraph: 'people',
  },
  {
    code: 'NHSP',
    name: 'NHS Providers',
    kind: 'OTHER',
    role: 'Chairs the board of the Aspiring Chief Executives programme',
  },
  { code: 'NHSE', name: 'NHS England', kind: 'NATIONAL_BODY', role: 'Rapid improvement support for general practice' },
  {
    code: 'KINGSFUND',
    name: "The King's Fund",
    kind: 'OTHER',
    role: 'Resources on organisational culture, with NHS Improvement',
  },
  { code: 'DH', name: 'Department of Health', kind: 'NATIONAL_BODY', role: 'Developed the framework together' },
  { code: 'PHE', name: 'Public Health England', kind: 'NATIONAL_BODY' },
  { code: 'NSASC', name: 'National Skills Academy for Social Care', kind: 'OTHER' },
  { code: 'STAFFCOLLEGE', name: 'The Staff College', kind: 'OTHER' },
  { code: 'LGA', name: 'Local Government Association', kind: 'OTHER' },
  { code: 'LEADCENTRE', name: 'Leadership Centre', kind: 'OTHER' },
];

/** Those of them that are partners of the framework. */
export const PARTNERS: readonly KnownBody[] = KNOWN_BODIES.filter(({ role }) => role !== undefined);

/** The commissioning regions of NHS England in 2016, with their ODS codes. */
export const REGIONS = [
  { code: 'Y54', name: 'North of England' },
  { code: 'Y55', name: 'Midlands and East of England' },
  { code: 'Y56', name: 'London' },
  { code: 'Y57', name: 'South of England' },
] as const;
