import type { AuditGraphs } from '../audit-graphs.js';

/** Graphs about interface objects. */
export const INTERFACE_OBJECT_GRAPHS: AuditGraphs = {
  'interface objects of three subgraphs': {
    a: `
      type Query { all: [Media!] one(id: ID!): Media box: Box shelf: Shelf }
      interface Media @key(fields: "id") { id: ID! title: String maker: Maker }
      interface Printed { id: ID! pages: Int }
      type Book implements Media & Printed @key(fields: "id") { id: ID! title: String maker: Maker pages: Int next: Media }
      type Paper implements Media & Printed @key(fields: "id") { id: ID! title: String maker: Maker pages: Int daily: Boolean }
      type Film implements Media @key(fields: "id") { id: ID! title: String maker: Maker minutes: Int }
      union Shelf = Book | Film | Box
      type Box { media: Media lists: [[Media]] book: Book }
      type Maker @key(fields: "id") { id: ID! name: String works: [Media!] }
    `,
    b: `
      type Query { top: [Media!] rated: Rating }
      type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int ratings: [Rating!] title: String @external maker: Maker @external
        headline: String @requires(fields: "title") credits: String @requires(fields: "maker { id name }") related: [Media] }
      type Rating { n: Int of: Media by: Maker }
      type Maker @key(fields: "id") { id: ID! name: String @external fans: Int }
    `,
    c: `
      type Query { cheap: Media }
      type Media @key(fields: "id") @interfaceObject { id: ID! price(in: Currency = EUR): Int headline: String @external stars: Int @external
        advert: String @requires(fields: "headline stars") }
      enum Currency { EUR USD }
    `,
    d: `
      type Query { book(id: ID!): Book films: [Film] }
      type Book @key(fields: "id") { id: ID! isbn: String stars: Int @external tag: String @requires(fields: "stars") }
      type Film @key(fields: "id") { id: ID! cast: [Maker] sequel: Film }
      type Maker @key(fields: "id") { id: ID! born: Int films: [Film!] }
      enum Currency { EUR USD }
    `,
  },
  'interface objects with other keys and required lists': {
    a: `
      type Query { assets: [Asset!]! asset: Asset }
      interface Asset @key(fields: "id") @key(fields: "code") { id: ID! code: String! parts: [Part] value(in: String = "x"): Float }
      type Car implements Asset @key(fields: "id") @key(fields: "code") { id: ID! code: String! parts: [Part] value(in: String = "x"): Float doors: Int }
      type House implements Asset @key(fields: "id") @key(fields: "code") { id: ID! code: String! parts: [Part] value(in: String = "x"): Float floors: Int }
      type Boat implements Asset @key(fields: "id") @key(fields: "code") { id: ID! code: String! parts: [Part] value(in: String = "x"): Float sails: [String!] }
      type Part { name: String of: Asset }
    `,
    b: `
      type Query { insured: [Asset] policies: [Policy!] }
      type Asset @key(fields: "id") @interfaceObject { id: ID! value(in: String = "x"): Float @external premium: Int @requires(fields: "value(in: \\"y\\")") policy: Policy }
      type Policy { number: String covers: [Asset!] first: Asset }
    `,
    c: `
      type Query { audited: Asset! }
      type Asset @key(fields: "code") @interfaceObject { code: String! parts: [Part] @external list: String @requires(fields: "parts { name }") level: Int! }
      type Part { name: String @external }
    `,
    d: `
      type Car @key(fields: "code") { code: String! doors: Int @external wheels: Int  grade: String @requires(fields: "doors") }
      type Boat @key(fields: "id") { id: ID! crew: [Person!]! }
      type Person @key(fields: "name") { name: String! boats: [Boat] }
    `,
  },
};
