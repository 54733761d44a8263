import { subgraphError } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const BOOK = { __typename: 'Book', id: 'b1', title: 'Emma', maker: { name: 'Austen' } };
const FILM = { __typename: 'Film', id: 'f1', title: 'Heat', maker: null };

const media: Subgraphs = {
  library: {
    sdl: `
      type Query { all: [Media!]! }
      interface Media @key(fields: "id") { id: ID!  title: String  maker: Maker }
      type Book implements Media @key(fields: "id") { id: ID!  title: String  maker: Maker }
      type Film implements Media @key(fields: "id") { id: ID!  title: String  maker: Maker }
      type Maker { name: String }
    `,
    entities: { Media: [BOOK, FILM], Book: [BOOK], Film: [FILM] },
    fields: { 'Query.all': [BOOK, FILM] },
  },
  ratings: {
    sdl: `
      type Query { top: [Media!]! }
      type Media @key(fields: "id") @interfaceObject {
        id: ID!  stars: Int  title: String @external  maker: Maker @external
        headline: String @requires(fields: "title")  credits: String @requires(fields: "maker { name }")
      }
      type Maker { name: String @external }
    `,
    entities: {
      Media: [
        { id: 'b1', stars: 5 },
        { id: 'f1', stars: 3 },
      ],
    },
    fields: {
      'Query.top': [{ id: 'f1' }, { id: 'b1' }],
      'Media.headline': ({ title, id }) => (id === 'f1' ? new Error('No headline') : `${title}!`),
      'Media.credits': ({ maker }) => JSON.stringify(maker),
    },
  },
  adverts: {
    sdl: `
      type Media @key(fields: "id") @interfaceObject {
        id: ID!  headline: String @external  advert: String @requires(fields: "headline")
      }
    `,
    fields: { 'Media.advert': ({ headline }) => `Read ${headline}` },
  },
};

export const INTERFACE_OBJECT_REQUIRES_CASES: readonly FederationCase[] = [
  {
    name: 'what one implementation requires of an interface object is not demanded of the others',
    subgraphs: media,
    operation: '{ all { stars ... on Book { credits } } }',
    expect: { data: { all: [{ stars: 5, credits: '{"name":"Austen"}' }, { stars: 3 }] } },
    knownStockDifference: 'It asks nothing of an object that lacks what a field of another type requires.',
  },
  {
    name: 'an object without a key is not sent, even when all else that its type requires is null',
    subgraphs: media,
    operation: '{ all { stars maker { __typename } ... on Book { credits } } }',
    expect: {
      data: {
        all: [
          { stars: 5, maker: { __typename: 'Maker' }, credits: '{"name":"Austen"}' },
          { stars: 3, maker: null },
        ],
      },
    },
    requests: {
      ratings: {
        representations: [
          { __typename: 'Media', id: 'b1' },
          { __typename: 'Media', id: 'b1', maker: { name: 'Austen' } },
          { __typename: 'Media', id: 'f1' },
        ],
      },
    },
    knownStockDifference: 'It asks nothing of an object that lacks what a field of another type requires.',
  },
  {
    name: 'an interface object computes for one implementation what another interface object requires',
    subgraphs: media,
    operation: '{ top { id ... on Book { headline } } }',
    expect: { data: { top: [{ id: 'f1' }, { id: 'b1', headline: 'Emma!' }] } },
  },
  {
    name: 'an interface object computes for every implementation what another interface object requires',
    subgraphs: media,
    operation: '{ top { id headline } }',
    expect: {
      data: {
        top: [
          { id: 'f1', headline: null },
          { id: 'b1', headline: 'Emma!' },
        ],
      },
      errors: [subgraphError('ratings', 'top.0.headline', /No headline/)],
    },
  },
];
