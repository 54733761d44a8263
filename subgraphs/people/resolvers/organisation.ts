import { refuse } from '../../kit/errors.js';
import type { Representation } from '../../kit/checked-references.js';
import { isDate } from '../../kit/scalars.js';
import type { Appointment } from '../entities/appointment.js';
import { POST_ROLES } from '../entities/post.js';
import { summarise } from '../vacancy-summary.js';
import type { AsOf, Context } from './context.js';
import { holderOf } from './post.js';

/** An organisation or a footprint, known here only by its code. */
interface Stub {
  readonly odsCode: string;
}

interface PostsArgs {
  readonly senior?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

export const Organisation = {
  __resolveReference: ({ odsCode }: Stub): Stub => ({ odsCode }),
  leaders: ({ odsCode }: Stub, { asOf }: AsOf, { load, today }: Context) => leadersOf(load, odsCode, asOf ?? today),
  posts: ({ odsCode }: Stub, args: PostsArgs, { load }: Context) => load.posts(odsCode, args),
  vacancies: ({ odsCode }: Stub, { asOf }: AsOf, { load, today }: Context) =>
    load.openVacancies(asOf ?? today).load(odsCode),
  async vacancySummary({ odsCode }: Stub, { asOf }: AsOf, { load, today }: Context) {
    const day = asOf ?? today;
    return summarise(day, [await load.postCount(day).load(odsCode)]);
  },
};

export const Footprint = {
  __resolveReference: ({ odsCode }: Stub): Stub => ({ odsCode }),
  async leader({ odsCode }: Stub, { asOf }: AsOf, { load, today }: Context) {
    const [leader] = await leadersOf(load, odsCode, asOf ?? today);
    return leader ?? null;
  },
};

export const RatingGroup = {
  __resolveReference: (group: Representation) => group,
  async vacancySummary(group: Representation, _: unknown, { load }: Context) {
    const { day, codes } = requiredOf(group);
    const counts = await load.allPostCounts(day);
    return summarise(
      day,
      codes.map((code) => counts.get(code) ?? null),
    );
  },
};

async function leadersOf(load: Context['load'], code: string, day: string): Promise<Appointment[]> {
  const posts = [...(await load.leadingPosts.load(code))];
  posts.sort((a, b) => POST_ROLES.indexOf(a.role) - POST_ROLES.indexOf(b.role));
  const holders = await Promise.all(posts.map((post) => holderOf(load, post.id, day)));
  return holders.filter((holder) => holder !== null);
}

/** What `vacancySummary` requires of a group. Throws `BAD_USER_INPUT` when it is not there. */
function requiredOf(group: Representation): { readonly day: string; readonly codes: readonly string[] } {
  const { asOf: day, odsCodes: codes } = group;
  if (typeof day !== 'string' || !isDate(day)) {
    throw refuse('BAD_USER_INPUT', 'A representation of RatingGroup needs asOf as a date for its summary');
  }
  if (!Array.isArray(codes) || !codes.every((code) => typeof code === 'string')) {
    throw refuse('BAD_USER_INPUT', 'A representation of RatingGroup needs odsCodes as a list of texts for its summary');
  }
  return { day, codes: [...new Set(codes)] };
}
