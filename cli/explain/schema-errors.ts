import { AUTHOR, type Explanations } from './explanation.js';

/** What is wrong in one subgraph alone, apart from the directives of federation. */
export const SCHEMA_ERRORS: Explanations = {
  INVALID_GRAPHQL: {
    means: 'The schema breaks a rule of the GraphQL specification, such as a type that is not defined',
    acts: AUTHOR,
    fix: 'Correct the named line; define every type that a field names',
    example: ['type Query {', '  person(id: ID!): Person   # Person must be defined below', '}'],
  },
  DIRECTIVE_DEFINITION_INVALID: {
    means: 'The schema defines a directive of federation or of GraphQL itself, with other arguments or places',
    acts: AUTHOR,
    fix: 'Take the definition out: the @link brings it',
    example: [
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",',
      '                    import: ["@key"])',
      '# no: directive @key(fields: String) on OBJECT',
    ],
  },
  TYPE_DEFINITION_INVALID: {
    means: 'The schema defines a type of federation or of GraphQL itself, such as _Any or FieldSet, in another way',
    acts: AUTHOR,
    fix: 'Take the definition out, or rename your type',
    example: ['# no: type _Entity { id: ID! }', 'type Entity { id: ID! }'],
  },
  UNSUPPORTED_LINKED_FEATURE: {
    means: 'A @link names a specification that composition does not know, and says that it must be known (for:)',
    acts: AUTHOR,
    fix: 'Link a known version, or leave "for" out where the feature is only a remark',
    example: ['extend schema', '  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'],
  },
  UNKNOWN_FEDERATION_LINK_VERSION: {
    means: 'The @link names a version of federation that there is not, or that is newer than the registry',
    acts: AUTHOR,
    fix: 'Write a version from v2.0 to v2.14',
    example: ['extend schema', '  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'],
  },
  UNKNOWN_LINK_VERSION: {
    means: 'The specification of @link itself is named in a version that there is not',
    acts: AUTHOR,
    fix: 'Take that @link out, or write v1.0',
    example: ['extend schema @link(url: "https://specs.apollo.dev/link/v1.0")'],
  },
  INVALID_LINK_DIRECTIVE_USAGE: {
    means: 'A @link is written where or how it may not be, for example with two imports of one name',
    acts: AUTHOR,
    fix: 'Write one @link for each specification, on the schema, and import each name once',
    example: [
      'extend schema @link(',
      '  url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])',
    ],
  },
  INVALID_LINK_IDENTIFIER: {
    means: 'The url of a @link has no name and version at its end',
    acts: AUTHOR,
    fix: 'End it with the name and /vX.Y',
    example: ['@link(url: "https://specs.apollo.dev/federation/v2.9")'],
  },
  ROOT_QUERY_USED: {
    means: 'The schema has a type Query and says that another type is the root of queries',
    acts: AUTHOR,
    fix: 'Rename the type that is not the root',
    example: ['schema { query: RootQuery }', 'type RootQuery { person: Person }', '# and no type Query'],
  },
  ROOT_MUTATION_USED: {
    means: 'The schema has a type Mutation and says that another type is the root of mutations',
    acts: AUTHOR,
    fix: 'Rename the type that is not the root',
    example: ['schema { query: Query mutation: Mutation }', 'type Mutation { rename(id: ID!, to: String!): Person }'],
  },
  ROOT_SUBSCRIPTION_USED: {
    means: 'The schema has a type Subscription and says that another type is the root of subscriptions',
    acts: AUTHOR,
    fix: 'Rename the type that is not the root',
    example: ['schema { query: Query subscription: Subscription }', 'type Subscription { renamed: Person }'],
  },
  INVALID_SUBGRAPH_NAME: {
    means: 'The name of the subgraph cannot be used',
    acts: AUTHOR,
    fix: 'Choose small letters, digits and hyphens, beginning with a letter',
    example: ['joinery subgraph publish --name culture-resources --schema schema.graphql'],
  },
  UNSUPPORTED_FEATURE: {
    means: 'The schema asks for something that federation cannot do yet',
    acts: AUTHOR,
    fix: 'Express it without that feature; the message names it',
    example: ['type Person @key(fields: "id") {   # plain keys always work', '  id: ID!', '}'],
  },
  INVALID_FEDERATION_SUPERGRAPH: {
    means: 'What was given as a supergraph is none: it was not composed',
    acts: 'The operator',
    fix: 'Give what composition wrote, not the schema of a subgraph or of clients',
    example: [
      'joinery supergraph fetch --output supergraph.graphql',
      'joinery gateway --supergraph supergraph.graphql',
    ],
  },
  DOWNSTREAM_SERVICE_ERROR: {
    means: 'A subgraph did not answer a request of the gateway, or not with GraphQL',
    acts: 'The partner who runs the named subgraph',
    fix: 'Look into its log at the time of the request; check that the routing URL is right',
    example: [
      'joinery subgraph introspect https://people.example/graphql',
      'joinery subgraph list   # the routing URLs',
    ],
  },
  DIRECTIVE_COMPOSITION_ERROR: {
    means: 'A directive of your own that is to be kept (@composeDirective) does not fit with that of another subgraph',
    acts: 'The partners who define the directive',
    fix: 'Link the same specification, in the same major version and under the same name',
    example: [
      'extend schema',
      '  @link(url: "https://example.org/audit/v1.0", import: ["@audited"])',
      '  @composeDirective(name: "@audited")',
    ],
  },
  COST_APPLIED_TO_INTERFACE_FIELD: {
    means: '@cost is written on a field of an interface',
    acts: AUTHOR,
    fix: 'Write it on the field of each type that implements the interface',
    example: ['type Trust implements Body { ratings: [Rating!] @cost(weight: 5) }'],
  },
  LIST_SIZE_APPLIED_TO_NON_LIST: {
    means: '@listSize is written on a field that is no list',
    acts: AUTHOR,
    fix: 'Take it out; on a connection, name its list in sizedFields',
    example: [
      'people(first: Int): PersonConnection',
      '  @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])',
    ],
  },
  LIST_SIZE_INVALID_ASSUMED_SIZE: {
    means: 'The assumedSize of @listSize is less than 0',
    acts: AUTHOR,
    fix: 'Write the size that a list usually has',
    example: ['ratings: [Rating!] @listSize(assumedSize: 5)'],
  },
  LIST_SIZE_INVALID_SIZED_FIELD: {
    means: 'sizedFields of @listSize names a field that there is not, or that is no list',
    acts: AUTHOR,
    fix: 'Name lists of the type that the field gives',
    example: [
      'people(first: Int): PersonConnection',
      '  @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])',
    ],
  },
  LIST_SIZE_INVALID_SLICING_ARGUMENT: {
    means: 'slicingArguments of @listSize names an argument that there is not, or that is no Int',
    acts: AUTHOR,
    fix: 'Name the argument that says how many rows are wanted',
    example: ['people(first: Int): [Person!] @listSize(slicingArguments: ["first"])'],
  },
  AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE: {
    means: '@authenticated, @requiresScopes or @policy is written on an interface, its fields or an interface object',
    acts: AUTHOR,
    fix: 'Write it on each type that implements the interface, or on its fields',
    example: ['interface Body { pay: Int }', 'type Trust implements Body { pay: Int @authenticated }'],
  },
  MISSING_TRANSITIVE_AUTH_REQUIREMENTS: {
    means: 'A field is computed from a protected field (@requires, @fromContext) and is less protected than that',
    acts: 'The partner of the computed field',
    fix: 'Protect it at least as its source is',
    example: [
      'salary: Int @external   # @authenticated at its owner',
      'payBand: String @requires(fields: "salary") @authenticated',
    ],
  },
  MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED: {
    means: 'There are too many ways through the subgraphs to check that each query can be answered',
    acts: 'The partner who published last',
    fix: 'Share fewer fields and use fewer alternative keys, so that each type has one clear way in',
    example: ['type Person @key(fields: "id") {   # one key instead of four', '  id: ID!', '}'],
  },
};
