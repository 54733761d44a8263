import type { AuditGraphs } from '../audit-graphs.js';

/** Graphs about values and types that subgraphs share. */
export const VALUE_GRAPHS: AuditGraphs = {
  'shared roots with value types that differ': {
    a: `
      type Query { hub: Hub @shareable hubs: [Hub!] @shareable item(id: ID!): Item @shareable }
      type Hub @shareable { id: ID! name: String aOnly: Int inner: Inner inners: [Inner] }
      type Inner @shareable { both: String a: Int item: Item }
      type Item @key(fields: "id") { id: ID! title: String @shareable price: Int }
    `,
    b: `
      type Query { hub: Hub @shareable hubs: [Hub!] @shareable item(id: ID!): Item @shareable }
      type Hub @shareable { id: ID! name: String bOnly: [String!] inner: Inner inners: [Inner] }
      type Inner @shareable { both: String b: Float item: Item }
      type Item @key(fields: "id") { id: ID! title: String @shareable stock: Int }
    `,
    c: `
      type Query { hub: Hub @shareable hubs: [Hub!] @shareable }
      type Hub @shareable { id: ID! name: String cOnly: Boolean inner: Inner inners: [Inner] }
      type Inner @shareable { both: String c: ID item: Item deep: Deep }
      type Deep @shareable { x: Int y: Int }
      type Item @key(fields: "id", resolvable: false) { id: ID! }
    `,
  },
  'enums, inputs and unions that differ': {
    a: `
      type Query { users(filter: Filter, type: UserType = ADMIN): [User!] user: User @shareable things: [Thing] @shareable boxed: Boxed @shareable }
      enum UserType { ADMIN GUEST @inaccessible USER }
      enum Level { LOW HIGH }
      input Filter { first: Int! type: UserType level: Level tags: [String!] }
      type User @key(fields: "id") { id: ID! @shareable type: UserType @shareable level: Level }
      union Thing = User | Cat | Dog
      type Cat @shareable { name: String lives: Int @inaccessible }
      type Dog @shareable { name: String }
      type Boxed @shareable { thing: Thing things: [[Thing!]] a: Int }
    `,
    b: `
      type Query { user: User @shareable byType(type: UserType!, filters: [Filter!]): [UserType] things: [Thing] @shareable boxed: Boxed @shareable }
      enum UserType { ADMIN GUEST @inaccessible USER }
      enum Level { LOW HIGH }
      input Filter { first: Int! type: UserType level: Level }
      type User @key(fields: "id") { id: ID! @shareable type: UserType @shareable name(type: UserType): String }
      union Thing = User | Cat | Bird
      type Cat @shareable { name: String lives: Int }
      type Bird @shareable { name: String wings: Int }
      type Boxed @shareable { thing: Thing things: [[Thing!]] b: Int }
    `,
  },
  'typename everywhere and queries below': {
    a: `
      schema { query: RootA mutation: ChangeA }
      type RootA { entity: Entity q: RootA list: [Union] self: Self }
      type ChangeA { doA(n: Int): Entity doAgain: Payload }
      type Payload { query: RootA entity: Entity }
      type Self { query: RootA n: Int }
      union Union = Entity | Self
      type Entity @key(fields: "id") { id: ID! a: Int query: RootA }
    `,
    b: `
      schema { query: RootB mutation: ChangeB }
      type RootB { entities: [Entity] b: Int }
      type ChangeB { doB: Entity }
      type Entity @key(fields: "id") { id: ID! b: Int union: Union }
      union Union = Entity
    `,
  },
};
