import { bookshop } from '../graphs/bookshop.js';
import type { FederationCase } from '../support/federation-case.js';

const NONE = { books: { atMost: 0 }, reviews: { atMost: 0 } };

export const INTROSPECTION_CASES: readonly FederationCase[] = [
  {
    name: 'introspection asks no subgraph',
    subgraphs: bookshop,
    operation: '{ __schema { queryType { name } mutationType { name } subscriptionType { name } } }',
    expect: { data: { __schema: { queryType: { name: 'Query' }, mutationType: null, subscriptionType: null } } },
    requests: NONE,
  },
  {
    name: 'introspection beside data, in the order of the selection',
    subgraphs: bookshop,
    operation:
      '{ type: __type(name: "Genre") { kind enumValues { name } } book(id: "b1") { stars } __schema { queryType { name } } __typename }',
    expect: {
      data: {
        type: { kind: 'ENUM', enumValues: [{ name: 'NOVEL' }, { name: 'POEM' }] },
        book: { stars: 4 },
        __schema: { queryType: { name: 'Query' } },
        __typename: 'Query',
      },
    },
  },
  {
    name: 'introspection with aliases, variables, fragments and @include',
    subgraphs: bookshop,
    operation: `query ($name: String!, $more: Boolean!) {
        __proto__: __type(name: $name) { ...T again: name @include(if: $more) kind @skip(if: $more) }
        missing: __type(name: "Nothing") { name }
      }
      fragment T on __Type { title: name inputFields { name defaultValue type { kind ofType { name } } } }`,
    variables: { name: 'Limit', more: true },
    expect: {
      data: {
        ['__proto__']: {
          title: 'Limit',
          inputFields: [
            { name: 'pages', defaultValue: '10', type: { kind: 'NON_NULL', ofType: { name: 'Int' } } },
            { name: 'strict', defaultValue: null, type: { kind: 'SCALAR', ofType: null } },
          ],
          again: 'Limit',
        },
        missing: null,
      },
    },
    requests: NONE,
  },
  {
    name: 'introspection shows nothing of federation',
    subgraphs: bookshop,
    operation: `{
      any: __type(name: "_Any") { name } entity: __type(name: "_Entity") { name } service: __type(name: "_Service") { name }
      graph: __type(name: "join__Graph") { name } set: __type(name: "join__FieldSet") { name } purpose: __type(name: "link__Purpose") { name }
      scope: __type(name: "federation__FieldSet") { name } import: __type(name: "link__Import") { name }
    }`,
    expect: {
      data: {
        any: null,
        entity: null,
        service: null,
        graph: null,
        set: null,
        purpose: null,
        scope: null,
        import: null,
      },
    },
    requests: NONE,
  },
  ...['{ _service { sdl } }', '{ _entities(representations: [{ __typename: "Book", id: "b1" }]) { __typename } }'].map(
    (operation): FederationCase => ({
      name: `a client cannot ask ${operation}`,
      subgraphs: bookshop,
      operation,
      expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
      requests: NONE,
    }),
  ),
  {
    name: 'introspection of a field shows arguments and defaults of its subgraph',
    subgraphs: bookshop,
    operation: '{ __type(name: "Author") { fields { name args { name } type { kind name ofType { kind } } } } }',
    expect: {
      data: {
        __type: {
          fields: [
            { name: 'id', args: [], type: { kind: 'NON_NULL', name: null, ofType: { kind: 'SCALAR' } } },
            { name: 'name', args: [], type: { kind: 'SCALAR', name: 'String', ofType: null } },
            { name: 'books', args: [], type: { kind: 'NON_NULL', name: null, ofType: { kind: 'LIST' } } },
            {
              name: 'awards',
              args: [{ name: 'since' }],
              type: { kind: 'LIST', name: null, ofType: { kind: 'NON_NULL' } },
            },
          ],
        },
      },
    },
    requests: NONE,
  },
];
