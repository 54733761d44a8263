import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { Kind, type DocumentNode, type GraphQLResolveInfo, type ObjectTypeDefinitionNode } from 'graphql';
import { refuse } from './errors.js';

/** An entity as another subgraph, or whoever asks `_entities`, describes it: only its key is checked. */
export type Representation = Readonly<Record<string, unknown>>;

type ResolveReference<Context> = (
  representation: Representation,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown;
type TypeResolvers<Context> = { readonly __resolveReference?: ResolveReference<Context> };

/**
 * Checks the key of each representation before its `__resolveReference` is called. One without the key, or with a key
 * that is no text, is refused with `BAD_USER_INPUT`; the others of the request are resolved as ever.
 */
export function withCheckedReferences<Context>(
  resolvers: GraphQLResolverMap<Context>,
  contract: DocumentNode,
): GraphQLResolverMap<Context> {
  const checked = contract.definitions
    .filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap((node) => {
      const name = node.name.value;
      const own = resolvers[name] as TypeResolvers<Context> | undefined;
      const resolve = own?.__resolveReference;
      return resolve ? [[name, { ...own, __resolveReference: checking(name, keysOf(node), resolve) }] as const] : [];
    });
  return { ...resolvers, ...Object.fromEntries(checked) } as GraphQLResolverMap<Context>;
}

function checking<Context>(type: string, keys: readonly string[], resolve: ResolveReference<Context>) {
  const isKeyed = (representation: Representation) =>
    keys.some((key) => key.split(' ').every((field) => isText(representation[field])));
  // Asynchronous, so that what it throws is the error of one entity and not of all.
  return async (representation: Representation, context: Context, info: GraphQLResolveInfo): Promise<unknown> => {
    if (isKeyed(representation)) return resolve(representation, context, info);
    throw refuse('BAD_USER_INPUT', `A representation of ${type} needs ${keys.join(', or ')} as text that is not empty`);
  };
}

/** The field sets of a type's `@key` directives, for example `id` or `programme cohort`. */
function keysOf({ directives = [] }: ObjectTypeDefinitionNode): string[] {
  return directives
    .filter(({ name }) => name.value === 'key')
    .flatMap((directive) => directive.arguments ?? [])
    .flatMap(({ name, value }) => (name.value === 'fields' && value.kind === Kind.STRING ? [value.value.trim()] : []));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
