import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import type { Row } from '../support/subgraph-fixture.js';

const BOOK = { __typename: 'Book', title: 'Emma', pages: 474 };
const FILM = { __typename: 'Film', title: '', minutes: 0 };

const say = (media: Row | null) => (media ? `${media.title} ${media.pages ?? media.minutes}` : 'none');

/** Requirements that go through interfaces, unions and other entities. */
const graph: Subgraphs = {
  catalogue: {
    sdl: `
      type Query { items: [Item!]!  stray: Item }
      type Item @key(fields: "id") { id: ID!  media: Media  content: Content  shelf: [Media]  owner: Owner  owners: [Owner!] }
      interface Media { title: String }
      type Book implements Media @shareable { title: String  pages: Int }
      type Film implements Media @shareable { title: String  minutes: Int }
      union Content = Book | Film
      type Owner @key(fields: "id") { id: ID! }
    `,
    entities: {
      Item: [
        {
          id: 'i1',
          media: BOOK,
          content: FILM,
          shelf: [BOOK, null, FILM],
          owner: { id: 'o1' },
          owners: [{ id: 'o1' }, { id: 'o2' }],
        },
        { id: 'i2', media: FILM, content: BOOK, shelf: [], owner: { id: 'o2' }, owners: null },
        { id: 'i3', media: null, content: null, shelf: null, owner: null, owners: [] },
      ],
    },
    fields: {
      'Query.stray': { id: 'i1', media: BOOK, owner: { id: 'o9' }, owners: [{ id: 'o1' }, { id: 'o9' }] },
      'Query.items': [
        {
          id: 'i1',
          media: BOOK,
          content: FILM,
          shelf: [BOOK, null, FILM],
          owner: { id: 'o1' },
          owners: [{ id: 'o1' }, { id: 'o2' }],
        },
        { id: 'i2', media: FILM, content: BOOK, shelf: [], owner: { id: 'o2' }, owners: null },
        { id: 'i3', media: null, content: null, shelf: null, owner: null, owners: [] },
      ],
    },
  },
  people: {
    sdl: `type Owner @key(fields: "id") { id: ID!  email: String  town: Town } type Town @shareable { name: String }`,
    entities: {
      Owner: [
        { id: 'o1', email: 'ada@example.org', town: { name: 'Leeds' } },
        { id: 'o2', email: null, town: null },
      ],
    },
  },
  labels: {
    sdl: `
      type Query { labelled: [Item!]! }
      type Item @key(fields: "id") { id: ID!  media: Media @external  content: Content @external  shelf: [Media] @external
        owner: Owner @external  owners: [Owner!] @external
        pitch: String @requires(fields: "media { title ... on Book { pages } ... on Film { minutes } }")
        kind: String @requires(fields: "content { ... on Book { title } ... on Film { minutes } }")
        row: String @requires(fields: "shelf { ... on Book { title pages } }")
        contact: String @requires(fields: "owner { email town { name } }")
        contacts: String @requires(fields: "owners { email }") }
      interface Media { title: String }
      type Book implements Media @shareable { title: String  pages: Int }
      type Film implements Media @shareable { title: String  minutes: Int }
      union Content = Book | Film
      type Owner @key(fields: "id") { id: ID!  email: String @external  town: Town @external }
      type Town @shareable { name: String }
    `,
    fields: {
      'Query.labelled': [{ id: 'i2' }, { id: 'i1' }],
      'Item.pitch': ({ media }) => say(media as Row | null),
      'Item.kind': ({ content }) => say(content as Row | null),
      'Item.row': ({ shelf }) => (shelf as (Row | null)[] | null)?.map((media) => media?.title ?? '-').join() ?? 'none',
      'Item.contact': ({ owner }) => (owner ? `${owner.email} in ${owner.town?.name}` : 'nobody'),
      'Item.contacts': ({ owners }) => (owners as Row[] | null)?.map(({ email }) => email as string).join() ?? 'none',
    },
  },
};

export const DEEP_REQUIRES_CASES: readonly FederationCase[] = [
  {
    name: '@requires of an interface with fragments',
    subgraphs: graph,
    operation: '{ items { pitch } }',
    expect: { data: { items: [{ pitch: 'Emma 474' }, { pitch: ' 0' }, { pitch: 'none' }] } },
  },
  {
    name: '@requires of a union with fragments',
    subgraphs: graph,
    operation: '{ items { kind } }',
    expect: {
      data: {
        items: [{ kind: 'undefined 0' }, { kind: 'Emma undefined' }, { kind: 'none' }],
      },
    },
  },
  {
    name: '@requires of a list of an interface keeps what the fragments leave out',
    subgraphs: graph,
    operation: '{ items { row } }',
    expect: { data: { items: [{ row: 'Emma,-,-' }, { row: '' }, { row: 'none' }] } },
  },
  {
    name: '@requires of abstract fields beside the same fields of the client',
    subgraphs: graph,
    operation: '{ items { media { __typename ... on Film { title } } pitch content { kind: __typename } kind } }',
    expect: {
      data: {
        items: [
          { media: { __typename: 'Book' }, pitch: 'Emma 474', content: { kind: 'Film' }, kind: 'undefined 0' },
          {
            media: { __typename: 'Film', title: '' },
            pitch: ' 0',
            content: { kind: 'Book' },
            kind: 'Emma undefined',
          },
          { media: null, pitch: 'none', content: null, kind: 'none' },
        ],
      },
    },
  },
  {
    name: '@requires of fields of another entity in a third subgraph',
    subgraphs: graph,
    operation: '{ items { contact } }',
    expect: {
      data: {
        items: [{ contact: 'ada@example.org in Leeds' }, { contact: 'null in undefined' }, { contact: 'nobody' }],
      },
    },
    requests: { people: { atMost: 1 }, labels: { atMost: 1 } },
  },
  {
    name: '@requires of a list of entities in a third subgraph',
    subgraphs: graph,
    operation: '{ items { contacts } }',
    expect: { data: { items: [{ contacts: 'ada@example.org,' }, { contacts: 'none' }, { contacts: '' }] } },
  },
  {
    name: '@requires of an entity that a third subgraph does not know is null, and no error',
    subgraphs: graph,
    operation: '{ stray { contact contacts pitch } }',
    expect: { data: { stray: { contact: null, contacts: null, pitch: 'Emma 474' } } },
    knownStockDifference: 'It asks for the field with null in the place of the entity.',
  },
  {
    name: '@requires through two other subgraphs, beginning where it is owned',
    subgraphs: graph,
    operation: '{ labelled { id contact pitch } }',
    expect: {
      data: {
        labelled: [
          { id: 'i2', contact: 'null in undefined', pitch: ' 0' },
          { id: 'i1', contact: 'ada@example.org in Leeds', pitch: 'Emma 474' },
        ],
      },
    },
  },
];
