/** Supergraphs that older composers wrote, of federation 2 and of federation 1. */
import { describe } from '@jest/globals';
import { ABSTRACT_TYPE_CASES } from './cases/abstract-types.js';
import { FEDERATION_1_CASES } from './cases/federation-1.js';
import { KEY_CASES } from './cases/key.js';
import { PROVIDES_CASES } from './cases/provides.js';
import { REQUIRES_CASES } from './cases/requires.js';
import { REQUIRES_ARGUMENT_CASES } from './cases/requires-arguments.js';
import { DEEP_REQUIRES_CASES } from './cases/requires-deep.js';
import { SHAREABLE_CASES } from './cases/shareable.js';
import { checkCases } from './support/check-cases.js';
import { joineryEngine } from './support/joinery-engine.js';
import { asVersion, OLDER_VERSIONS } from './support/older-supergraph.js';

const CASES = [
  ...KEY_CASES,
  ...REQUIRES_CASES,
  ...REQUIRES_ARGUMENT_CASES,
  ...DEEP_REQUIRES_CASES,
  ...PROVIDES_CASES,
  ...SHAREABLE_CASES,
  ...ABSTRACT_TYPE_CASES,
  ...FEDERATION_1_CASES,
];

for (const version of OLDER_VERSIONS) {
  describe(`join v${version}`, () => {
    checkCases(CASES, [{ name: 'joinery', start: (sdl, urls) => joineryEngine.start(asVersion(sdl, version), urls) }]);
  });
}

/** The graph of the cases for federation 1 as the composer of federation 1 wrote it. */
const OF_FEDERATION_1 = `
  schema
    @core(feature: "https://specs.apollo.dev/core/v0.2")
    @core(feature: "https://specs.apollo.dev/join/v0.1", for: EXECUTION)
  { query: Query }
  directive @core(as: String, feature: String!, for: core__Purpose) repeatable on SCHEMA
  directive @join__field(graph: join__Graph, provides: join__FieldSet, requires: join__FieldSet) on FIELD_DEFINITION
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__owner(graph: join__Graph!) on INTERFACE | OBJECT
  directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on INTERFACE | OBJECT
  enum core__Purpose { EXECUTION SECURITY }
  scalar join__FieldSet
  enum join__Graph {
    ACCOUNTS @join__graph(name: "accounts", url: "http://accounts.invalid/graphql")
    PRODUCTS @join__graph(name: "products", url: "http://products.invalid/graphql")
    REVIEWS @join__graph(name: "reviews", url: "http://reviews.invalid/graphql")
  }
  enum Level { LOW HIGH }
  interface Named { name: String }
  scalar Moment
  type Place { town: String  code: String }
  type Query {
    me: User @join__field(graph: ACCOUNTS)
    users: [User!]! @join__field(graph: ACCOUNTS)
    product: Product @join__field(graph: PRODUCTS)
    latest: Review @join__field(graph: REVIEWS)
    reviews: [Review!]! @join__field(graph: REVIEWS)
  }
  type User @join__owner(graph: ACCOUNTS) @join__type(graph: ACCOUNTS, key: "id") @join__type(graph: REVIEWS, key: "id") {
    id: ID! @join__field(graph: ACCOUNTS)
    name: String @join__field(graph: ACCOUNTS)
    email: String @join__field(graph: ACCOUNTS)
    place: Place @join__field(graph: ACCOUNTS)
    reviews: [Review!]! @join__field(graph: REVIEWS)
    signature: String @join__field(graph: REVIEWS, requires: "name email")
  }
  type Product @join__owner(graph: PRODUCTS) @join__type(graph: PRODUCTS, key: "sku") @join__type(graph: REVIEWS, key: "sku") {
    sku: ID! @join__field(graph: PRODUCTS)
    title: String @join__field(graph: PRODUCTS)
    maker: Place @join__field(graph: PRODUCTS)
    reviews: [Review!]! @join__field(graph: REVIEWS)
  }
  type Review @join__owner(graph: REVIEWS) @join__type(graph: REVIEWS, key: "id") {
    id: ID! @join__field(graph: REVIEWS)
    text: String @join__field(graph: REVIEWS)
    level: Level @join__field(graph: REVIEWS)
    author: User @join__field(graph: REVIEWS, provides: "name")
    product: Product @join__field(graph: REVIEWS)
  }
`;

describe('join v0.1', () => {
  checkCases(FEDERATION_1_CASES, [
    { name: 'joinery', start: (_sdl, urls) => joineryEngine.start(OF_FEDERATION_1, urls) },
  ]);
});
