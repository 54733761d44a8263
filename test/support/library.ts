import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface LibraryQuery {
  readonly slug: string;
  readonly text: string;
  readonly frontMatter: {
    readonly title: string;
    readonly question: string;
    readonly owner: string;
    readonly variables: Readonly<Record<string, string>>;
  };
}

/** The operations of `schema/queries/`, with the front matter that stands in comments at their head. */
export function readLibrary(): readonly LibraryQuery[] {
  return readdirSync('schema/queries')
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const text = readFileSync(`schema/queries/${file}`, 'utf8');
      const head = /^# ---\n((?:#.*\n)*?)# ---\n/.exec(text)?.[1] ?? '';
      return { slug: file.slice(0, -'.graphql'.length), text, frontMatter: parse(head.replace(/^# ?/gm, '')) };
    });
}
