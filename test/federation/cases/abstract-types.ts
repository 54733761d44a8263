import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const pets: Subgraphs = {
  pets: {
    sdl: `
      type Query { pets: [Pet]!  things: [Thing!]!  thing(n: Int!): Thing  named: [Named!]!  cats: [Cat!]!  zoo: Zoo }
      interface Named { name: String }
      interface Pet implements Named { id: ID!  name: String  mother: Pet  age: Int }
      type Cat implements Pet & Named @key(fields: "id") { id: ID!  name: String  mother: Cat  age: Int  lives: Int }
      type Dog implements Pet & Named @key(fields: "id") { id: ID!  name: String  mother: Pet  age: Int  tricks: [String!] }
      type Fish implements Pet & Named { id: ID!  name: String  mother: Pet  age: Int }
      type Toy implements Named { name: String  price: Int }
      union Thing = Cat | Dog | Toy
      type Zoo { star: Named  animals: [[Pet]]  shop: [Thing] }
    `,
    entities: {
      Cat: [
        { id: 'c1', name: 'Tom', age: 0, lives: 9 },
        { id: 'c2', name: 'Mia', lives: 7 },
      ],
      Dog: [{ id: 'd1', name: 'Rex', age: 3, tricks: [] }],
    },
    fields: {
      'Query.pets': [
        { __typename: 'Cat', id: 'c1', name: 'Tom', age: 0, lives: 9, mother: { id: 'c2', name: 'Mia', lives: 7 } },
        { __typename: 'Dog', id: 'd1', name: '', age: 3, tricks: ['sit'], mother: null },
        null,
        { __typename: 'Fish', id: 'f1', name: 'Wet', age: 1, mother: { __typename: 'Fish', id: 'f2', name: 'Old' } },
      ],
      'Query.things': [
        { __typename: 'Toy', name: 'Ball', price: 2 },
        { __typename: 'Dog', id: 'd1', name: 'Rex', age: 3, tricks: [] },
        { __typename: 'Cat', id: 'c1', name: 'Tom', age: 0, lives: 9 },
      ],
      'Query.thing': (_parent, { n }) =>
        [
          { __typename: 'Toy', name: 'Ball', price: 2 },
          { __typename: 'Cat', id: 'c1', name: 'Tom', lives: 9 },
        ][n],
      'Query.named': [
        { __typename: 'Toy', name: 'Ball', price: 2 },
        { __typename: 'Cat', id: 'c2', name: 'Mia', lives: 7 },
      ],
      'Query.cats': [{ id: 'c1', name: 'Tom', lives: 9 }],
      'Query.zoo': {
        star: { __typename: 'Cat', id: 'c1', name: 'Tom' },
        animals: [
          [{ __typename: 'Dog', id: 'd1', name: 'Rex' }, null],
          null,
          [{ __typename: 'Fish', id: 'f1', name: 'Wet' }],
        ],
        shop: [{ __typename: 'Toy', name: 'Ball' }, null, { __typename: 'Dog', id: 'd1', name: 'Rex' }],
      },
    },
  },
  vets: {
    sdl: `
      type Cat @key(fields: "id") { id: ID!  weight: Int  visits: [Visit!]! }
      type Dog @key(fields: "id") { id: ID!  weight: Int }
      type Visit { cost: Int  patient: Patient }
      union Patient = Cat | Dog
    `,
    entities: {
      Cat: [
        { id: 'c1', weight: 0, visits: [{ cost: 5, patient: { __typename: 'Dog', id: 'd1', weight: 20 } }] },
        { id: 'c2', weight: 4, visits: [] },
      ],
      Dog: [{ id: 'd1', weight: 20 }],
    },
  },
};

export const ABSTRACT_TYPE_CASES: readonly FederationCase[] = [
  {
    name: 'an interface: common fields and those of implementations',
    subgraphs: pets,
    operation: '{ pets { __typename name ... on Cat { lives } ... on Dog { tricks } } }',
    expect: {
      data: {
        pets: [
          { __typename: 'Cat', name: 'Tom', lives: 9 },
          { __typename: 'Dog', name: '', tricks: ['sit'] },
          null,
          { __typename: 'Fish', name: 'Wet' },
        ],
      },
    },
  },
  {
    name: 'an interface: fields of another subgraph for some implementations',
    subgraphs: pets,
    operation: '{ pets { ... on Dog { weight } name ... on Cat { weight } } }',
    expect: { data: { pets: [{ name: 'Tom', weight: 0 }, { weight: 20, name: '' }, null, { name: 'Wet' }] } },
    requests: {
      vets: {
        atMost: 2,
        representations: [
          { __typename: 'Cat', id: 'c1' },
          { __typename: 'Dog', id: 'd1' },
        ],
      },
    },
  },
  {
    name: 'a union: members with and without fields of another subgraph',
    subgraphs: pets,
    operation: '{ things { ... on Toy { price } ... on Cat { weight lives } } }',
    expect: { data: { things: [{ price: 2 }, {}, { weight: 0, lives: 9 }] } },
    requests: { vets: { atMost: 1, representations: [{ __typename: 'Cat', id: 'c1' }] } },
  },
  {
    name: 'a union whose member needs no other subgraph causes no request',
    subgraphs: pets,
    operation: '{ thing(n: 0) { ... on Toy { name } ... on Cat { weight } } }',
    expect: { data: { thing: { name: 'Ball' } } },
    requests: { vets: { atMost: 0 } },
  },
  {
    name: 'a fragment on an interface within a union',
    subgraphs: pets,
    operation: '{ things { ... on Pet { id } ... on Named { name } } }',
    expect: { data: { things: [{ name: 'Ball' }, { id: 'd1', name: 'Rex' }, { id: 'c1', name: 'Tom' }] } },
  },
  {
    name: 'a fragment on a narrower interface',
    subgraphs: pets,
    operation: '{ named { name ... on Pet { age id ... on Cat { weight } } } }',
    expect: { data: { named: [{ name: 'Ball' }, { name: 'Mia', age: null, id: 'c2', weight: 4 }] } },
  },
  {
    name: 'nested fragments on wider interfaces change nothing',
    subgraphs: pets,
    operation: '{ cats { name ... on Named { ... on Pet { ... on Cat { lives } } } ... on Pet { id } } }',
    expect: { data: { cats: [{ name: 'Tom', lives: 9, id: 'c1' }] } },
    knownStockDifference: 'Without a fetched __typename it judges a fragment by the fragment around it.',
  },
  {
    name: 'a member of a union from an entity of another subgraph',
    subgraphs: pets,
    operation: '{ cats { visits { cost patient { __typename ... on Dog { name weight } ... on Cat { lives } } } } }',
    expect: { data: { cats: [{ visits: [{ cost: 5, patient: { __typename: 'Dog', name: 'Rex', weight: 20 } }] }] } },
  },
  {
    name: 'an implementation whose field is of a narrower type',
    subgraphs: pets,
    operation: '{ pets { mother { name } ... on Cat { mother { lives weight } } } }',
    expect: {
      data: {
        pets: [{ mother: { name: 'Mia', lives: 7, weight: 4 } }, { mother: null }, null, { mother: { name: 'Old' } }],
      },
    },
  },
  {
    name: 'one response name for fields of two implementations',
    subgraphs: pets,
    operation: '{ pets { ... on Cat { number: lives } ... on Dog { number: age } ... on Fish { number: age } } }',
    expect: { data: { pets: [{ number: 9 }, { number: 3 }, null, { number: 1 }] } },
  },
  {
    name: 'one response name for fields of two implementations from two subgraphs',
    subgraphs: pets,
    operation: '{ pets { ... on Cat { n: age } ... on Dog { n: weight } } }',
    expect: { data: { pets: [{ n: 0 }, { n: 20 }, null, {}] } },
  },
  {
    name: 'interfaces and unions in lists of lists and below objects',
    subgraphs: pets,
    operation: `{ zoo {
      star { name ... on Cat { weight } }
      animals { __typename ... on Dog { weight } }
      shop { ... on Named { name } ... on Dog { weight } }
    } }`,
    expect: {
      data: {
        zoo: {
          star: { name: 'Tom', weight: 0 },
          animals: [[{ __typename: 'Dog', weight: 20 }, null], null, [{ __typename: 'Fish' }]],
          shop: [{ name: 'Ball' }, null, { name: 'Rex', weight: 20 }],
        },
      },
    },
  },
  {
    name: 'only __typename of an abstract type',
    subgraphs: pets,
    operation: '{ things { __typename } pets { kind: __typename } }',
    expect: {
      data: {
        things: [{ __typename: 'Toy' }, { __typename: 'Dog' }, { __typename: 'Cat' }],
        pets: [{ kind: 'Cat' }, { kind: 'Dog' }, null, { kind: 'Fish' }],
      },
    },
  },
];
