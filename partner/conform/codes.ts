/** What each check of a running subgraph is about, in the form of `joinery explain`. */
const AUTHOR = 'The partner whose subgraph it is';

export const CONFORM_CODES = {
  CONFORM_SERVICE: {
    means: 'The subgraph does not tell its schema by _service { sdl }',
    acts: AUTHOR,
    fix: 'Build the schema with a library for federation, and let the gateway reach the path',
    example: [
      "import { buildSubgraphSchema } from '@apollo/subgraph';",
      'const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);',
    ],
  },
  CONFORM_FEDERATION: {
    means: 'The schema that the subgraph tells is not one of federation 2, or uses its directives wrongly',
    acts: AUTHOR,
    fix: 'Correct what is named; without a @link to federation the schema is read as one of federation 1',
    example: ['extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'],
  },
  CONFORM_SCHEMA: {
    means: 'The schema that the subgraph tells is another one than was published',
    acts: AUTHOR,
    fix: 'Publish what runs, or run what was published',
    example: [
      'joinery subgraph introspect https://people.example.org/graphql > people.graphql',
      'joinery subgraph publish --name people --schema people.graphql',
    ],
  },
  CONFORM_ENTITY_ORDER: {
    means: '_entities does not give one entity for each representation in their order',
    acts: AUTHOR,
    fix: 'Sort what the database gave by the keys that were asked for, with null where there is none',
    example: [
      'const byId = new Map(rows.map((row) => [row.id, row]));',
      'return ids.map((id) => byId.get(id) ?? null);',
    ],
  },
  CONFORM_ENTITY_DUPLICATES: {
    means: 'Of representations that are alike, not every one has its entity',
    acts: AUTHOR,
    fix: 'Answer each place of the list, also when a key comes twice',
    example: ['return ids.map((id) => byId.get(id) ?? null);'],
  },
  CONFORM_ENTITY_UNKNOWN: {
    means:
      'A key that nobody has spoils the entities beside it, or gives another entity. A warning: it gives an entity, as is meant only of types that another partner owns',
    acts: AUTHOR,
    fix: 'Answer null in its place; throw no error for the whole list',
    example: ['__resolveReference: ({ id }, { load }) => load.person(id) ?? null'],
  },
  CONFORM_ENTITY_MIXED: {
    means: '_entities does not take representations of several types at once',
    acts: AUTHOR,
    fix: 'Resolve each representation by its own __typename',
    example: ['Person: { __resolveReference: … }', 'Post: { __resolveReference: … }'],
  },
  CONFORM_ENTITY_KEYS: {
    means: 'An entity is not found by one of its keys, or is another one by it',
    acts: AUTHOR,
    fix: 'Look at which key the representation has; or mark the key resolvable: false',
    example: ['__resolveReference: (key) => ("id" in key ? byId(key.id) : byCode(key.code))'],
  },
  CONFORM_ENTITY_ALIASES: {
    means: '_entities cannot be asked twice in one operation',
    acts: AUTHOR,
    fix: 'Run the operation with a GraphQL library instead of reading its text',
    example: [
      '{ a: _entities(representations: $a) { __typename }',
      '  b: _entities(representations: $b) { __typename } }',
    ],
  },
  CONFORM_ENTITY_BATCH: {
    means: '_entities does not answer 200 representations in one request',
    acts: AUTHOR,
    fix: 'Raise the limit of the body and of what an operation may cost for the gateway',
    example: ['app.use(express.json({ limit: "8mb" }));'],
  },
  CONFORM_ENTITY_SLOPE: {
    means: 'The time of _entities grows with each representation as if the database were asked for each alone',
    acts: AUTHOR,
    fix: 'Gather the keys of one request and ask for them together',
    example: ['const load = new DataLoader((ids) => rowsByIds(ids));', '__resolveReference: ({ id }) => load.load(id)'],
  },
  CONFORM_MEDIA_TYPE: {
    means: 'The answer has not the media type of GraphQL over HTTP that was accepted',
    acts: AUTHOR,
    fix: 'Answer as application/graphql-response+json or application/json, by the Accept header',
    example: ['content-type: application/graphql-response+json; charset=utf-8'],
  },
  CONFORM_STATUS: {
    means:
      'The status is not that of GraphQL over HTTP: 200 with data, 4xx for a request that cannot be run, never 5xx for a mistake of the client',
    acts: AUTHOR,
    fix: 'Answer 400 to an operation that cannot be parsed or validated',
    example: ['HTTP/1.1 400 Bad Request'],
  },
  CONFORM_ERROR_SHAPE: {
    means: "An error is not in the shape of GraphQL, or tells what is nobody's business: a stack, a path of a file",
    acts: AUTHOR,
    fix: 'Answer { "errors": [{ "message", "extensions": { "code" } }] } in JSON, without a stack',
    example: ['new ApolloServer({ schema, includeStacktraceInErrorResponses: false })'],
  },
  CONFORM_UNKNOWN_FIELD: {
    means: 'A field that there is not is answered instead of refused',
    acts: AUTHOR,
    fix: 'Validate operations against the schema before they are run',
    example: ['const errors = validate(schema, document);'],
  },
  CONFORM_GET_MUTATION: {
    means: 'A mutation is run for a GET request, so a link can change data',
    acts: AUTHOR,
    fix: 'Answer 405 with Allow: POST',
    example: ['HTTP/1.1 405 Method Not Allowed', 'allow: POST'],
  },
  CONFORM_UNSIGNED: {
    means: 'Somebody who does not prove to be the gateway gets an answer',
    acts: AUTHOR,
    fix: 'Answer 401 or 403 to requests without the header that the gateway sends, or let only the gateway reach it',
    example: ['if (request.headers.authorization !== expected) return send(401);'],
  },
  CONFORM_INTROSPECTION: {
    means: 'Introspection is allowed where it should be refused, or the other way round',
    acts: AUTHOR,
    fix: 'Switch it as agreed; _service { sdl } must go on answering the gateway',
    example: ['new ApolloServer({ schema, introspection: false })'],
  },
  CONFORM_GZIP: {
    means: 'The compression of an answer is not what the Accept-Encoding header allows',
    acts: AUTHOR,
    fix: 'Compress only for those who accept it, and name it in Content-Encoding',
    example: ['content-encoding: gzip', 'vary: accept-encoding'],
  },
} as const;

export type ConformCode = keyof typeof CONFORM_CODES;
