import type { AuditGraphs } from '../audit-graphs.js';

/** Graphs about entities: their keys, and who answers their fields. */
export const ENTITY_GRAPHS: AuditGraphs = {
  'complex keys': {
    a: `
      type Query { lists: [ProductList] top: Product }
      type ProductList @key(fields: "products { id }") { products: [Product!]! @shareable }
      type Product @key(fields: "id") { id: ID! pid: String @shareable name: String }
    `,
    b: `
      type ProductList @key(fields: "products { id pid }") @key(fields: "products { id }") { products: [Product!]! @shareable first: Product @shareable selected: Product @shareable note: String }
      type Product @key(fields: "id pid") { id: ID! pid: String @shareable }
    `,
    c: `
      type ProductList @key(fields: "products { id pid category { id tag } } selected { id }") {
        products: [Product!]! @shareable first: Product @shareable selected: Product @shareable count: Int }
      type Product @key(fields: "id pid category { id tag }") @key(fields: "id") { id: ID! pid: String @shareable price: Price category: Category @shareable }
      type Category @key(fields: "id tag") { id: ID! tag: String mainProduct: Product @shareable }
      type Price { amount: Float! }
    `,
    d: `
      type Product @key(fields: "id") @key(fields: "id pid") { id: ID! pid: String @shareable category: Category @shareable }
      type Category @key(fields: "id") @shareable { id: ID! tag: String details: Details }
      type Details @shareable { products: Int text: String }
    `,
  },
  'parent entity calls': {
    a: `
      type Query { productsA: [Product] }
      type Product @key(fields: "id") @key(fields: "id pid") { id: ID @shareable pid: ID @shareable }
    `,
    b: `
      type Query { productsB: [Product] }
      type Product @key(fields: "id") { id: ID @shareable category: Category @shareable }
      type Category @shareable { id: ID name: String }
    `,
    c: `
      type Product @key(fields: "id pid") { id: ID @shareable pid: ID @shareable category: Category @shareable }
      type Category @shareable { id: ID details: Details }
      type Details @shareable { products: Int }
    `,
    d: `
      type Product @key(fields: "pid") @key(fields: "id pid") { id: ID @shareable pid: ID @shareable category: Category @shareable  weight: Int }
      type Category @shareable { id: ID extra: [Int] }
    `,
  },
  'nested keys, several keys and keys of lists': {
    a: `
      type Query { users: [User!] accounts: [[Account]] team: Team }
      type User @key(fields: "id") @key(fields: "org { id } email") { id: ID! email: String! @shareable org: Org! @shareable nick: String }
      type Org @key(fields: "id") { id: ID! name: String @shareable }
      type Account @key(fields: "owner { org { id } email }") { owner: User! @shareable balance: Int }
      type Team @key(fields: "members { id }") { members: [User!]! @shareable name: String }
    `,
    b: `
      type Query { user: User! }
      type User @key(fields: "org { id } email") { email: String! @shareable org: Org! @shareable age: Int! friends: [User!]! }
      type Org @key(fields: "id") { id: ID! size: Int }
      type Account @key(fields: "owner { org { id } email }") { owner: User! @shareable limit: Float! }
    `,
    c: `
      type User @key(fields: "id") { id: ID! team: Team note: String @requires(fields: "nick org { size }") nick: String @external org: Org! @external }
      type Org @key(fields: "id") { id: ID! size: Int @external boss: User }
      type Team @key(fields: "members { id }") { members: [User!]! @shareable score: Int }
      
    `,
  },
  'federation 1 externals beside federation 2': {
    a: `# federation 1
      type Query { me: User topProducts(first: Int = 3): [Product] }
      type User @key(fields: "id") { id: ID! name: String username: String }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }
    `,
    b: `# federation 1
      extend type User @key(fields: "id") { id: ID! @external username: String @external reviews: [Review] handle: String @requires(fields: "username") }
      extend type Product @key(fields: "upc") { upc: String! @external weight: Int @external reviews: [Review] heavy: String @requires(fields: "weight") }
      type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
    `,
    c: `
      type Query { stock: [Product!] }
      type Product @key(fields: "upc") { upc: String! price: Int @external weight: Int @external inStock: Boolean shipping: String @requires(fields: "price weight") }
      type Review @key(fields: "id") { id: ID! votes: Int }
    `,
  },
  'overrides with and without labels': {
    a: `
      type Query { posts: [Post] old: Int author: Author }
      type Post @key(fields: "id") { id: ID! title: String body: String likes: Int shares: Int author: Author }
      type Author @key(fields: "id") { id: ID! name: String posts: [Post] rank: Int }
    `,
    b: `
      type Query { latest: Post old: Int @override(from: "a") }
      type Post @key(fields: "id") { id: ID! title: String @override(from: "a", label: "percent(100)") body: String @override(from: "a", label: "percent(0)") likes: Int @override(from: "a", label: "unknown") author: Author @override(from: "a", label: "percent(100)")
        summary: String @requires(fields: "shares") shares: Int @external }
      type Author @key(fields: "id") { id: ID! name: String @override(from: "a") posts: [Post] @override(from: "a", label: "percent(0)") age: Int }
    `,
    c: `
      type Post @key(fields: "id") { id: ID! shares: Int @external  caption: String @requires(fields: "shares") }
      type Author @key(fields: "id") { id: ID! rank: Int @override(from: "a", label: "percent(100)") deeds: [String!] }
    `,
  },
  'mutations followed by entities': {
    a: `
      type Query { product(id: ID!): Product products: [Product!]! }
      type Mutation { addProduct(input: AddInput!): Product! addMany(inputs: [AddInput!]): [Product] rename(id: ID!, name: String = "x"): Result }
      input AddInput { name: String! price: Float tags: [Tag!] = [HOT] }
      enum Tag { HOT COLD }
      union Result = Product | Failure
      type Failure { reason: String code: Int! }
      type Product @key(fields: "id") { id: ID! name: String! price: Float! }
    `,
    b: `
      type Query { category: Category }
      type Mutation { addCategory(name: String!, parents: [ID!]): Category multiply(by: Int!): Int! }
      type Product @key(fields: "id") { id: ID! price: Float! @external isExpensive: Boolean! @requires(fields: "price") isAvailable: Boolean category: Category }
      type Category @key(fields: "id") { id: ID! name: String products: [Product] }
    `,
    c: `
      type Mutation { removeCategory: Category delete: Boolean }
      type Category @key(fields: "id") { id: ID! size: Int main: Product! }
      type Product @key(fields: "id", resolvable: false) { id: ID! }
    `,
  },
};
