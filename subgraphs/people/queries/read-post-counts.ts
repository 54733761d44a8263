import type { Database } from '../../../kit/database/database.js';
import { Post } from '../entities/post.js';
import { Vacancy } from '../entities/vacancy.js';

/** The executive director posts of one organisation on a day. */
export interface PostCount {
  readonly posts: number;
  readonly vacant: number;
  readonly synthetic: boolean;
}

/** The counts of organisations that have executive director posts on a day, by ODS code. */
export type PostCounts = ReadonlyMap<string, PostCount>;

/**
 * Counts executive director posts and vacancies on a day: one statement. Without `codes` every organisation is counted,
 * which costs less than naming thousands, since few have such posts.
 */
export async function readPostCounts(database: Database, day: string, codes?: readonly string[]): Promise<PostCounts> {
  const query = database.read
    .getRepository(Post)
    .createQueryBuilder('p')
    .select(['p.odsCode AS code', 'COUNT(*) AS posts', 'COUNT(v.id) AS vacant', 'MAX(p.synthetic) AS synthetic'])
    .leftJoin(Vacancy, 'v', 'v.postId = p.id AND v.openedOn <= :day AND (v.filledOn IS NULL OR v.filledOn > :day)')
    .where('p.senior = 1 AND p.establishedOn <= :day AND (p.abolishedOn IS NULL OR p.abolishedOn > :day)', { day })
    .groupBy('p.odsCode');
  if (codes) query.andWhere('p.odsCode IN (:...codes)', { codes });
  const rows = await query.getRawMany<Record<'code' | 'posts' | 'vacant' | 'synthetic', string | number>>();
  return new Map(
    rows.map(({ code, posts, vacant, synthetic }) => [
      String(code),
      { posts: Number(posts), vacant: Number(vacant), synthetic: Number(synthetic) === 1 },
    ]),
  );
}
