import { OWNERS } from './founding.js';
import type { SamplePerson } from './identity/sample-person.js';

const PERSONAL = 'people:read-personal';
const SPECIAL = 'people:read-special';

const READERS: readonly SamplePerson[] = [
  {
    id: 'analyst',
    title: 'Analyst',
    may: 'Reads what is published for everybody.',
    roles: ['analyst'],
    scopes: [],
  },
  {
    id: 'front-end',
    title: 'Front-end developer',
    may: 'Reads what is published for everybody, and tries queries out.',
    roles: ['front-end-developer'],
    scopes: [],
  },
  {
    id: 'personal-data-reader',
    title: 'Reader of personal data',
    may: 'Also reads what the contracts protect as personal data, such as given names.',
    roles: ['personal-data-reader'],
    scopes: [PERSONAL],
  },
  {
    id: 'special-category-reader',
    title: 'Reader of special-category data',
    may: 'Also reads fields that a partner protects as special-category data, where there are any. Each reading is written down.',
    roles: ['personal-data-reader', 'special-category-reader'],
    scopes: [PERSONAL, SPECIAL],
  },
];

/** Whom one can be on this machine: readers, and somebody at each owner of a contract in `schema/` who may change its data. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  ...READERS,
  ...Object.entries(OWNERS).map(([subgraph, owner]) => ({
    id: `editor-${subgraph}`,
    title: `Editor at ${owner}`,
    may: `Also changes data of the subgraph ${subgraph}${subgraph === 'people' ? ', and reads personal data' : ''}.`,
    roles: ['editor'],
    scopes: [`${subgraph}:write`, ...(subgraph === 'people' ? [PERSONAL] : [])],
  })),
];
