import { adviceFor } from '../../composition/advice.js';

/** What a schema looks like that does not have the problem. */
const EXAMPLES: Readonly<Record<string, string>> = {
  INVALID_FIELD_SHARING: 'name: String @shareable',
  FIELD_TYPE_MISMATCH: 'name: String!',
  KEY_INVALID_FIELDS: 'type Person @key(fields: "id") { id: ID! }',
  REQUIRES_INVALID_FIELDS: 'email: String @external',
  PROVIDES_INVALID_FIELDS: 'email: String @external',
  REQUIRES_FIELDS_MISSING_EXTERNAL: 'email: String @external',
  SATISFIABILITY_ERROR: 'type Person @key(fields: "id") { id: ID! }',
  UNKNOWN_FEDERATION_LINK_VERSION: '@link(url: "https://specs.apollo.dev/federation/v2.9")',
  NO_QUERIES: 'type Query { person(id: ID!): Person }',
};

/** What whoever must act does about a problem of composition, with an example of the edit where there is one. */
export function fixOf(code: string): string {
  const example = Object.hasOwn(EXAMPLES, code) ? EXAMPLES[code] : undefined;
  return example === undefined ? adviceFor(code) : `${adviceFor(code)}, for example ${example}`;
}
