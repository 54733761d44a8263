import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { z } from 'zod';

/** A query of the analysts' library, as its file says it. */
export interface SavedQuery {
  /** As in URLs: the file's name without `.graphql`. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly owner: string;
  /** The list that its table is made of, empty for the whole answer as one row; null for the outermost list. */
  readonly table: string | null;
  readonly variables: Readonly<Record<string, SavedVariable>>;
  /** The operation, with the front matter as comments. */
  readonly text: string;
}

export interface SavedVariable {
  readonly description: string;
  /** A query whose answer lists what can be chosen, each with `value` and `label`; null where anything may be written. */
  readonly choices: string | null;
}

export const QUERY_NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;

const variable = z.union([
  z.string().transform((description) => ({ description, choices: null })),
  z.strictObject({ description: z.string(), choices: z.string().nullable().default(null) }),
]);

const frontMatter = z.strictObject({
  title: z.string().min(1),
  question: z.string().min(1),
  owner: z.string().min(1),
  table: z.string().nullable().default(null),
  variables: z.record(z.string(), variable).default({}),
});

/** A file that is no saved query; the message says what is wrong with it. */
export class SavedQueryRefused extends Error {}

/**
 * Reads a saved query: a GraphQL document with front matter in YAML, in comments at its head between two lines `# ---`.
 * Throws `SavedQueryRefused`.
 */
export function parseSavedQuery(name: string, text: string): SavedQuery {
  if (!QUERY_NAME.test(name))
    throw new SavedQueryRefused('its name may have small letters, digits and hyphens only, at most 100');
  const head = /^# ---\r?\n((?:#.*\r?\n)*?)# ---\r?\n/.exec(text)?.[1];
  if (head === undefined) throw new SavedQueryRefused('it does not begin with front matter between two lines # ---');
  const read = frontMatter.safeParse(parseYaml(head.replace(/^# ?/gm, '')));
  if (read.success) return { name, text, ...read.data };
  const [issue] = read.error.issues;
  throw new SavedQueryRefused(`its front matter is wrong: ${issue?.path.join('.') || 'it'}: ${issue?.message}`);
}

function parseYaml(text: string): unknown {
  // Loaded only where there are saved queries: it takes 8 MB.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new SavedQueryRefused(`its front matter is not YAML: ${(error as Error).message.split('\n', 1)[0]}`);
  }
}
