const ADVICE: Readonly<Record<string, string>> = {
  INVALID_FIELD_SHARING: 'Mark the field @shareable in each of them, or keep it in one',
  FIELD_TYPE_MISMATCH: 'Give the field the same type in each of them',
  FIELD_ARGUMENT_TYPE_MISMATCH: 'Give the argument the same type in each of them',
  INPUT_FIELD_TYPE_MISMATCH: 'Give the input field the same type in each of them',
  TYPE_KIND_MISMATCH: 'Define the type as the same kind in each of them, or rename one',
  SATISFIABILITY_ERROR: 'Give the type a @key that these subgraphs share, or let the subgraph resolve the field itself',
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: 'Add the argument to the others, or make it optional',
  REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: 'Add the input field to the others, or make it optional',
  EXTERNAL_MISSING_ON_BASE: 'Take @external away, or let another subgraph resolve the field',
  EXTERNAL_UNUSED: 'Take the field away, or use it in @key, @requires or @provides',
  EXTERNAL_TYPE_MISMATCH: 'Give the field the type that its owner gives it',
  KEY_INVALID_FIELDS: 'Correct the fields of the @key, or add them to the type',
  REQUIRES_INVALID_FIELDS: 'Correct the fields of the @requires, or add them to the type as @external',
  PROVIDES_INVALID_FIELDS: 'Correct the fields of the @provides, or add them to the type as @external',
  REQUIRES_FIELDS_MISSING_EXTERNAL: 'Mark the required field @external',
  OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE: 'Take one of the two directives away',
  OVERRIDE_SOURCE_HAS_OVERRIDE: 'Let one subgraph alone override the field',
  EXTENSION_WITH_NO_BASE: 'Define the type in some subgraph, or correct its name',
  EMPTY_MERGED_ENUM_TYPE: 'Let the enums have a value in common',
  ENUM_VALUE_MISMATCH: 'Define the same values in each of them',
  NO_QUERIES: 'Let some subgraph have a type Query with a field',
  INVALID_LINK_IDENTIFIER: 'Correct the url of the @link',
  UNKNOWN_FEDERATION_LINK_VERSION: 'Write a version of federation up to 2.14 into the @link',
  INVALID_SUBGRAPH_NAME: 'Rename the subgraph',
};

/** What to do about an error of composition. */
export function adviceFor(code: string): string {
  return (Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined) ?? 'Correct the schema of the named subgraph';
}
