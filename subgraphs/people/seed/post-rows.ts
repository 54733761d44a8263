import type { Trust } from '../../kit/country/country.js';
import { pick } from '../../../kit/random.js';
import type { PayBand, Post, PostRole } from '../entities/post.js';

/** The executive director posts of a trust, the chief executive's first. */
export const DIRECTOR_POSTS: readonly { readonly role: PostRole; readonly title: string; readonly payBand: PayBand }[] =
  [
    { role: 'CHIEF_EXECUTIVE', title: 'Chief executive', payBand: 'VSM' },
    { role: 'FINANCE_DIRECTOR', title: 'Director of finance', payBand: 'VSM' },
    { role: 'MEDICAL_DIRECTOR', title: 'Medical director', payBand: 'MEDICAL' },
    { role: 'NURSING_DIRECTOR', title: 'Director of nursing', payBand: 'VSM' },
    { role: 'OPERATIONS_DIRECTOR', title: 'Chief operating officer', payBand: 'VSM' },
    { role: 'WORKFORCE_DIRECTOR', title: 'Director of workforce', payBand: 'VSM' },
    { role: 'STRATEGY_DIRECTOR', title: 'Director of strategy', payBand: 'VSM' },
  ];

const SERVICES = [
  'community services',
  'diagnostics',
  'emergency care',
  'medicine',
  'mental health',
  'older people',
  'outpatients',
  'surgery',
  'women and children',
];
const MANAGER_BANDS: readonly PayBand[] = ['BAND_7', 'BAND_8A', 'BAND_8A', 'BAND_8B', 'BAND_8C'];
const PRACTICE_BANDS: readonly PayBand[] = ['BAND_6', 'BAND_7', 'BAND_7', 'BAND_8A'];

/** Where and since when a post exists. */
export interface PostPlace {
  readonly odsCode: string;
  readonly region: string;
  readonly establishedOn: string;
  readonly abolishedOn: string | null;
}

/** A trust as the place of its posts: they exist as long as it does. */
export function placeOf({ odsCode, region, openedOn, closedOn }: Trust): PostPlace {
  return { odsCode, region, establishedOn: openedOn, abolishedOn: closedOn };
}

/** One of a trust's executive director posts, by its place from 0. */
export function directorPost(place: PostPlace, director: number): Post {
  return {
    ...place,
    id: postId(place.odsCode, director),
    ...DIRECTOR_POSTS[director]!,
    senior: true,
    leading: true,
    synthetic: true,
  };
}

/** A service manager's post at a trust or, for every third, a clinical lead's. */
export function managerPost(place: PostPlace, number: number): Post {
  const id = postId(place.odsCode, number);
  const isClinical = number % 3 === 0;
  const service = pick(SERVICES, 'service', id);
  return {
    ...place,
    id,
    role: isClinical ? 'CLINICAL_LEAD' : 'SERVICE_MANAGER',
    title: `${isClinical ? 'Clinical lead' : 'Service manager'}, ${service}`,
    payBand: isClinical ? 'MEDICAL' : pick(MANAGER_BANDS, 'band', id),
    senior: false,
    leading: false,
    synthetic: true,
  };
}

/** The first post of a commissioner, a practice or a footprint. */
export function leadingPost(
  place: PostPlace,
  role: 'ACCOUNTABLE_OFFICER' | 'PRACTICE_MANAGER' | 'FOOTPRINT_LEADER',
): Post {
  const id = postId(place.odsCode, 0);
  const kinds = {
    ACCOUNTABLE_OFFICER: { title: 'Accountable officer', payBand: 'VSM' },
    PRACTICE_MANAGER: { title: 'Practice manager', payBand: pick(PRACTICE_BANDS, 'band', id) },
    FOOTPRINT_LEADER: { title: 'Footprint leader', payBand: 'VSM' },
  } as const;
  return { ...place, id, role, ...kinds[role], senior: false, leading: true, synthetic: true };
}

/** The identifier of an organisation's post, by its place from 0. */
function postId(odsCode: string, place: number): string {
  return `${odsCode}-${String(place + 1).padStart(5, '0')}`;
}
