import type { AuditGraphs } from '../audit-graphs.js';

/** Graphs about fields that need others. */
export const REQUIRES_GRAPHS: AuditGraphs = {
  'requires of an interface with fragments, a chain and a list': {
    a: `
      type Query { products: [Product] product(id: ID!): Product node: Node }
      interface Node { id: ID! }
      type Product implements Node @key(fields: "id") { id: ID! name: String price(currency: Currency = EUR): Int! maker: Maker media: Media pick: Pick parts: [Part!] }
      enum Currency { EUR USD }
      interface Maker { name: String! rank: Int }
      type Person implements Maker { name: String! rank: Int age: Int boss: Person }
      type Firm implements Maker { name: String! rank: Int seats: [Int!] }
      interface Media { url: String }
      type Film implements Media @key(fields: "id") { id: ID! url: String minutes: Int }
      type Photo implements Media @key(fields: "id") { id: ID! url: String width: Int }
      union Pick = Film | Person | Part
      type Part @key(fields: "sku") { sku: ID! weight: Float }
    `,
    b: `
      type Query { best: Product mixed: [Pick] }
      type Product @key(fields: "id") { id: ID! price(currency: Currency = EUR): Int! @external maker: Maker @external
        tax: String @requires(fields: "price(currency: USD)")
        made: String @requires(fields: "maker { name ... on Person { age boss { name } } ... on Firm { seats } }")
        shipping: String @requires(fields: "parts { sku weight }")
        parts: [Part!] @external
        deals: [Deal!] }
      enum Currency { EUR USD }
      interface Maker { name: String! rank: Int }
      type Person implements Maker { name: String! @external rank: Int @external age: Int @external boss: Person @external }
      type Firm implements Maker { name: String! @external rank: Int @external seats: [Int!] @external }
      type Part @key(fields: "sku") { sku: ID! weight: Float @external heavy: String @requires(fields: "weight") }
      type Film @key(fields: "id") { id: ID! stars: Int }
      union Pick = Film | Part
      type Deal { percent: Int product: Product }
    `,
    c: `
      type Product @key(fields: "id") { id: ID! tax: String @external made: String @external
        total: String @requires(fields: "tax made") again: Product media: Media @external
        seen: String @requires(fields: "media { url ... on Film { id stars } ... on Photo { width } }") }
      interface Media { url: String }
      type Film implements Media @key(fields: "id") { id: ID! url: String @external stars: Int @external  views: Int }
      type Photo implements Media @key(fields: "id") { id: ID! url: String @external width: Int @external }
    `,
  },
  'requires in circles and with arguments': {
    a: `
      type Query { feed: [Post] post: Post }
      type Post @key(fields: "id") { id: ID! byNovice: Boolean @external byExpert: String @requires(fields: "byNovice") other: String @external last: String @requires(fields: "other") }
    `,
    b: `
      type Post @key(fields: "id") { id: ID! author: Author byNovice: Boolean @requires(fields: "author { years(unit: DAYS, opts: { a: 1, l: [X] }) }") byExpert: String @external other: String @requires(fields: "byExpert") }
      type Author @key(fields: "id") { id: ID! years(unit: Unit = YEARS, opts: Opts): Int @external }
      enum Unit { YEARS DAYS }
      enum L { X Y }
      input Opts { a: Int b: String = "z" l: [L!] }
    `,
    c: `
      type Query { authors(filter: Opts): [Author!] }
      type Author @key(fields: "id") { id: ID! years(unit: Unit = YEARS, opts: Opts): Int posts(first: Int = 2): [Post!] }
      type Post @key(fields: "id", resolvable: false) { id: ID! }
      enum Unit { YEARS DAYS }
      enum L { X Y }
      input Opts { a: Int b: String = "z" l: [L!] }
    `,
  },
  contexts: {
    a: `
      type Query { user: User users: [User!] teams: [Holder] org: Org }
      type User @key(fields: "id") @context(name: "lang") @context(name: "money") { id: ID! name: String lang: String! prefs: Prefs order: Order orders: [Order] boss: User box: Box }
      type Team @key(fields: "id") @context(name: "lang") @context(name: "money") { id: ID! tongue: String! prefs: Prefs order: Order box: Box members: [User] }
      union Holder = User | Team
      type Prefs { currency: String country: String }
      type Org @context(name: "money") @context(name: "lang") { id: ID lang: String! prefs: Prefs team: Holder user: User }
      type Box { order: Order list: [[Order]] item: Item }
      type Order @key(fields: "id") { id: ID!
        price(cur: String @fromContext(field: "$money { prefs { currency } }"), n: Int = 1): String }
      type Item @key(fields: "id") { id: ID! label(in: String @fromContext(field: "$lang ... on User { lang } ... on Team { tongue } ... on Org { lang }")): String plain: Int }
    `,
    b: `
      type Order @key(fields: "id") { id: ID! total: Int items: [Item!] user: User }
      type Item @key(fields: "id") { id: ID! name: String }
      type User @key(fields: "id") { id: ID! age: Int }
    `,
  },
};
