import { parseSavedQuery, type SavedQuery } from '../../gateway/data/saved-query.js';
import { readdirSync, readFileSync } from 'node:fs';

export interface LibraryQuery extends SavedQuery {
  readonly slug: string;
}

/** The operations of `schema/queries/`. */
export function readLibrary(): readonly LibraryQuery[] {
  return readdirSync('schema/queries')
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const slug = file.slice(0, -'.graphql'.length);
      return { slug, ...parseSavedQuery(slug, readFileSync(`schema/queries/${file}`, 'utf8')) };
    });
}
