import type { GraphQLFieldResolver } from 'graphql';
import type { SubgraphContext, SubgraphDefinition } from './subgraph-definition.js';

/** The resolvers of the mutation type's fields. */
export type Mutations<Loaders> = Readonly<Record<string, GraphQLFieldResolver<unknown, SubgraphContext<Loaders>>>>;
type Owner<Loaders> = Pick<SubgraphDefinition<Loaders>, 'createLoaders'>;

/** Gives each mutation of an operation new loaders, so that its answer shows what the ones before it have changed. */
export function withNewLoaders<Loaders>(
  definition: Owner<Loaders>,
  mutations: Mutations<Loaders> = {},
): Mutations<Loaders> {
  const renewed = Object.entries(mutations).map(([name, resolve]) => {
    const resolveAfresh: (typeof mutations)[string] = (parent, args, context, info) => {
      Object.assign(context, { load: definition.createLoaders(context.database) });
      return resolve(parent, args, context, info);
    };
    return [name, resolveAfresh] as const;
  });
  return Object.fromEntries(renewed);
}
