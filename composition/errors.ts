/** What can be wrong with a `supergraph.yaml` and the schemas it names, besides what composition finds. */
export const ERRORS = {
  SUPERGRAPH_CONFIG_INVALID: { message: 'The file is not as it should be' },
  SUBGRAPH_SCHEMA_UNREADABLE: { message: 'The file of a schema cannot be read' },
  SUBGRAPH_INTROSPECTION_FAILED: { message: 'A subgraph did not tell its schema' },
  REGISTRY_SOURCE_UNSUPPORTED: { message: 'A schema is to come from a registry' },
  INVALID_GRAPHQL: { message: 'A schema is not GraphQL' },
  COMPOSITION_TIMEOUT: { message: 'Composing took too long' },
} as const;

export type CompositionErrorCode = keyof typeof ERRORS;
