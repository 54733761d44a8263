import { buildSchema, type GraphQLSchema } from 'graphql';

/** https://github.com/graphql/graphql-wg/blob/main/rfcs/DeferStream.md */
const DEFER = 'directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT';

/** The schema that operations of clients are checked against: the API schema with what the gateway itself understands. */
export function clientSchema(apiSdl: string): GraphQLSchema {
  const isKnown = /^directive @defer\b/m.test(apiSdl);
  return buildSchema(isKnown ? apiSdl : `${apiSdl}\n${DEFER}`, { assumeValid: true, noLocation: true });
}
