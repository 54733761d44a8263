import type { FederationCase, Subgraphs } from '../support/federation-case.js';

/** What introspection tells of directives that say something about the schema, beside data. */
const graph: Subgraphs = {
  one: {
    sdl: `
      type RootQuery { thing(by: By = { limit: 3, colours: [RED] }, old: Int @deprecated(reason: "Use by")): Thing  when: Moment  find(by: OneOf): String }
      type RootMutation { change(to: By): Thing }
      schema { query: RootQuery  mutation: RootMutation }
      scalar Moment @specifiedBy(url: "https://scalars.example/moment")
      input By { limit: Int! = 5  colours: [Colour!]  text: String = "a\\"b"  old: Int @deprecated }
      input OneOf { id: ID  name: String }
      enum Colour { RED  GREEN @deprecated(reason: "Use RED") }
      "A thing." type Thing implements Named & Node @key(fields: "id") { id: ID!  name: String  at: Moment }
      interface Node { id: ID! }
      interface Named implements Node { id: ID!  name: String }
    `,
    entities: { Thing: [{ id: 't', name: 'T', at: '2020' }] },
    fields: {
      'RootQuery.thing': (_parent, { by }) => ({ id: 't', name: JSON.stringify(by), at: '2020' }),
      'RootQuery.when': 'now',
      'RootMutation.change': (_parent, { to }) => ({ id: 't', name: JSON.stringify(to) }),
    },
  },
  two: {
    sdl: `
      type TheQuery { other: Thing }
      schema { query: TheQuery }
      type Thing @key(fields: "id") { id: ID!  more: String @deprecated }
    `,
    entities: { Thing: [{ id: 't', more: 'more' }] },
    fields: { 'TheQuery.other': { id: 't', more: 'more' } },
  },
};

export const SCHEMA_FACT_CASES: readonly FederationCase[] = [
  {
    name: 'defaults of arguments and input fields as introspection tells them, and as they are used',
    subgraphs: graph,
    operation: `{ thing { name more } __type(name: "By") { inputFields(includeDeprecated: true) { name defaultValue isDeprecated } }
      q: __type(name: "Query") { fields { name args(includeDeprecated: true) { name defaultValue deprecationReason } } } }`,
    expect: {
      data: {
        thing: { name: '{"limit":3,"colours":["RED"],"text":"a\\"b"}', more: 'more' },
        __type: {
          inputFields: [
            { name: 'limit', defaultValue: '5', isDeprecated: false },
            { name: 'colours', defaultValue: null, isDeprecated: false },
            { name: 'text', defaultValue: '"a\\"b"', isDeprecated: false },
            { name: 'old', defaultValue: null, isDeprecated: true },
          ],
        },
        q: {
          fields: [
            {
              name: 'thing',
              args: [
                { name: 'by', defaultValue: '{limit: 3, colours: [RED], text: "a\\"b"}', deprecationReason: null },
                { name: 'old', defaultValue: null, deprecationReason: 'Use by' },
              ],
            },
            { name: 'when', args: [] },
            { name: 'find', args: [{ name: 'by', defaultValue: null, deprecationReason: null }] },
            { name: 'other', args: [] },
          ],
        },
      },
    },
  },
  {
    name: 'the address of a scalar, deprecated values, and interfaces of interfaces beside data',
    subgraphs: graph,
    operation: `{ when __type(name: "Moment") { specifiedByURL kind } e: __type(name: "Colour") { enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } }
      n: __type(name: "Named") { kind interfaces { name } possibleTypes { name description } } }`,
    expect: {
      data: {
        when: 'now',
        __type: { specifiedByURL: 'https://scalars.example/moment', kind: 'SCALAR' },
        e: {
          enumValues: [
            { name: 'RED', isDeprecated: false, deprecationReason: null },
            { name: 'GREEN', isDeprecated: true, deprecationReason: 'Use RED' },
          ],
        },
        n: {
          kind: 'INTERFACE',
          interfaces: [{ name: 'Node' }],
          possibleTypes: [{ name: 'Thing', description: 'A thing.' }],
        },
      },
    },
  },
  {
    name: 'root types that subgraphs name otherwise are Query and Mutation, also in fragments',
    subgraphs: graph,
    operation: `mutation { __typename change(to: { limit: 1 }) { name more ... on Named { id } } ... on Mutation { again: change { id } } }`,
    expect: {
      data: {
        __typename: 'Mutation',
        change: { name: '{"limit":1,"text":"a\\"b"}', more: 'more', id: 't' },
        again: { id: 't' },
      },
    },
  },
];
