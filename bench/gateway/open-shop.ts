import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import type { AnswerBody } from './serve-remembered.js';
import { SHOP_SUBGRAPHS, type ShopSubgraph } from './shop.js';

/** Answers for each subgraph of the shop. */
export async function openShop(): Promise<Readonly<Record<string, AnswerBody>>> {
  return Object.fromEntries(SHOP_SUBGRAPHS.map((subgraph) => [subgraph.name, answering(subgraph)]));
}

function answering({ typeDefs, resolvers }: ShopSubgraph): AnswerBody {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  return async (body) => {
    const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const answer = await execute({ schema, document: parse(query), variableValues: variables, contextValue: {} });
    return JSON.stringify(answer);
  };
}
