import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { ask } from './ask.js';

let loading: Promise<GraphQLSchema> | undefined;

/** The graph's schema as its clients see it, asked for once. Rejects when the gateway does not let it be seen. */
export function loadSchema(): Promise<GraphQLSchema> {
  loading ??= introspect().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function introspect(): Promise<GraphQLSchema> {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true });
  const { data, errors } = await ask<IntrospectionQuery>({ query, operationName: 'IntrospectionQuery' });
  if (!data) throw new Error(errors[0]?.message ?? 'The graph does not tell its schema');
  return buildClientSchema(data, { assumeValid: true });
}
