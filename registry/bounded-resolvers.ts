import { GraphQLScalarType } from 'graphql';
import { refuse } from './errors.js';

/** So many fields are looked up for one request, */
const LOOKUPS_MAX = 5_000;
/** and so much text of schemas and findings is given. */
const CHARACTERS_MAX = 32 * 1024 * 1024;

interface Spent {
  lookups: number;
  characters: number;
}

type Resolve = (source: unknown, given: unknown, context: object, ...more: unknown[]) => unknown;

/**
 * Resolvers that refuse a request with `TOO_MUCH_ASKED` once it has asked for more than anybody needs: by lists within
 * lists, or for the same schema very often, so that whoever may read holds up nobody else.
 */
export function boundedResolvers<Types extends object>(types: Types): Types {
  const requests = new WeakMap<object, Spent>();
  const bounded =
    (resolve: Resolve): Resolve =>
    async (source, given, context, ...more) => {
      const spent = requests.get(context) ?? { lookups: 0, characters: 0 };
      requests.set(context, spent);
      spent.lookups += 1;
      assertWithin(spent);
      const found = await resolve(source, given, context, ...more);
      spent.characters += charactersOf(found);
      assertWithin(spent);
      return found;
    };
  const entries = Object.entries(types).map(([name, fields]: [string, object]) => {
    if (fields instanceof GraphQLScalarType) return [name, fields];
    const resolvers = Object.entries(fields as Record<string, Resolve>);
    return [name, Object.fromEntries(resolvers.map(([field, resolve]) => [field, bounded(resolve)]))];
  });
  return Object.fromEntries(entries) as Types;
}

function assertWithin({ lookups, characters }: Spent): void {
  if (lookups > LOOKUPS_MAX) throw refuse('TOO_MUCH_ASKED', `it looks up more than ${LOOKUPS_MAX} fields`);
  if (characters > CHARACTERS_MAX)
    throw refuse('TOO_MUCH_ASKED', `it asks for more than ${CHARACTERS_MAX} characters of schemas and findings`);
}

/** How much text a lookup has found: as itself, or as the schema of what it has found. */
function charactersOf(found: unknown): number {
  if (typeof found === 'string') return found.length;
  const sdl = (found as { readonly sdl?: unknown } | null | undefined)?.sdl;
  return typeof sdl === 'string' ? sdl.length : 0;
}
