import { OTHER_DEFINITIONS } from './other-definitions.js';

/** The owner's subgraph. */
export const PEOPLE = `
  type Query { person: Person  headCount: Int @shareable  found(by: Filter, in: Order): [Found]  grade: Grade }
  type Person @key(fields: "id") {
    id: ID!
    email: String
    name: String @shareable
    nhsNumber: ID
    salary: Int @shareable @authenticated
  }
  interface Media @key(fields: "id") { id: ID! title: String }
  type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int @shareable }
  input Filter { name: String  email: String }
  enum Order { UP DOWN }
  enum Grade { GOOD BAD }
  union Found = Book | Film
  scalar Day
  interface Titled { title(length: Int): String! }
  type Play implements Titled { title(length: Int): String! }
  type Film implements Media @key(fields: "id") { id: ID! title: String }`;

/** A way to take what is another partner's. */
export interface Theft {
  readonly title: string;
  readonly sdl: string;
  readonly code: string;
  readonly coordinate: string;
  /** The grants that it needs, `ACT coordinate` each. */
  readonly grants: readonly string[];
  /** The fields that would flow to the thief. */
  readonly flow: readonly string[] | null;
}

/** A type that is the owner's, with fields of the thief. */
export const person = (fields: string, more = '') => `type Person @key(fields: "id") ${more} { id: ID! ${fields} }`;

export const THEFTS: readonly Theft[] = [
  {
    title: '@override',
    sdl: person('email: String @override(from: "people")'),
    code: 'OVERRIDE_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['OVERRIDE Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@requires',
    sdl: person('email: String @external  spam: Int @requires(fields: "email")'),
    code: 'REQUIRES_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['REQUIRES Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@key that its owner does not offer',
    sdl: person('nhsNumber: ID @external  spam: Int', '@key(fields: "nhsNumber")'),
    code: 'KEY_NEEDS_GRANT',
    coordinate: 'Person.nhsNumber',
    grants: ['KEY Person'],
    flow: ['Person.nhsNumber'],
  },
  {
    title: '@provides',
    sdl: `type Query { thief: Person @provides(fields: "name") } ${person('name: String @external')}`,
    code: 'PROVIDES_NEEDS_GRANT',
    coordinate: 'Person.name',
    grants: ['PROVIDES Person.name'],
    flow: ['Person.name'],
  },
  {
    title: '@fromContext',
    sdl: `${person('email: String @external  spam: Spam', '@context(name: "owner")')}
      type Spam @key(fields: "id") { id: ID! about(email: String @fromContext(field: "$owner { email }")): Int }`,
    code: 'FROM_CONTEXT_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['FROM_CONTEXT Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@fromContext by way of an interface',
    sdl: `interface Mail { email: String }  type Letter @context(name: "letter") { to: Mail spam: Spam }
      type Query { letter: Letter }  type Person implements Mail @key(fields: "id") { id: ID! email: String @external }
      type Spam @key(fields: "id") { id: ID! about(email: String @fromContext(field: "$letter { to { email } }")): Int }`,
    code: 'FROM_CONTEXT_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['FROM_CONTEXT Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@fromContext of an interface',
    sdl: `interface Mail @context(name: "mail") { email: String spam: Spam }
      type Person implements Mail @key(fields: "id") { id: ID! email: String @external spam: Spam }
      type Spam @key(fields: "id") { id: ID! about(email: String @fromContext(field: "$mail { email }")): Int }`,
    code: 'FROM_CONTEXT_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['FROM_CONTEXT Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@fromContext of a union',
    sdl: `union Mail @context(name: "mail") = Person
      ${person('email: String @external  spam: Spam')}
      type Spam @key(fields: "id") {
        id: ID! about(email: String @fromContext(field: "$mail ... on Person { email }")): Int }`,
    code: 'FROM_CONTEXT_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['FROM_CONTEXT Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@shareable',
    sdl: person('name: String @shareable'),
    code: 'SHAREABLE_NEEDS_GRANT',
    coordinate: 'Person.name',
    grants: ['SHAREABLE Person.name'],
    flow: ['Person.name'],
  },
  {
    title: '@interfaceObject',
    sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID! spam: Int }',
    code: 'INTERFACE_OBJECT_NEEDS_GRANT',
    coordinate: 'Media',
    grants: ['INTERFACE_OBJECT Media'],
    flow: null,
  },
  {
    title: '@interfaceObject with a field that an object of the interface has',
    sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID! pages: Int @shareable }',
    code: 'SHAREABLE_NEEDS_GRANT',
    coordinate: 'Book.pages',
    grants: ['INTERFACE_OBJECT Media', 'SHAREABLE Book.pages'],
    flow: ['Book.pages'],
  },
  {
    title: 'a protected field without its protection',
    sdl: person('salary: Int @shareable'),
    code: 'PROTECTION_NEEDS_GRANT',
    coordinate: 'Person.salary',
    grants: ['SHAREABLE Person.salary', 'PROTECTION Person.salary'],
    flow: ['Person.salary'],
  },
  {
    title: 'a type with another protection',
    sdl: person('spam: Int', '@requiresScopes(scopes: [["thief"]])'),
    code: 'PROTECTION_NEEDS_GRANT',
    coordinate: 'Person',
    grants: ['PROTECTION Person'],
    flow: ['Person'],
  },
  {
    title: 'a root field',
    sdl: 'type Query { headCount: Int @shareable }',
    code: 'ROOT_FIELD_NEEDS_GRANT',
    coordinate: 'Query.headCount',
    grants: ['SHAREABLE Query.headCount'],
    flow: ['Query.headCount'],
  },
  {
    title: '@inaccessible',
    sdl: person('name: String @shareable @inaccessible'),
    code: 'INACCESSIBLE_NEEDS_GRANT',
    coordinate: 'Person.name',
    grants: ['SHAREABLE Person.name', 'INACCESSIBLE Person.name'],
    flow: null,
  },
  ...OTHER_DEFINITIONS,
];
