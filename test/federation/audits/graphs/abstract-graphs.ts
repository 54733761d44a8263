import type { AuditGraphs } from '../audit-graphs.js';

/** Graphs about interfaces and unions. */
export const ABSTRACT_GRAPHS: AuditGraphs = {
  'abstract types over subgraphs': {
    a: `
      type Query { products: [Product] similar(id: ID!): [Product!] magazine: Magazine pubs: [Pub] }
      interface Product { id: ID! dimensions: Dimensions createdBy: User }
      interface Similar { similar: [Product] }
      type Book implements Product & Similar & Pub @key(fields: "id") { id: ID! dimensions: Dimensions @shareable similar: [Product] createdBy: User pages: Int publisher: PublisherType }
      type Magazine implements Product & Similar & Pub @key(fields: "id") { id: ID! dimensions: Dimensions @shareable similar: [Product] createdBy: User publisher: PublisherType }
      interface Pub { publisher: PublisherType }
      union PublisherType = Agency | Self
      type Agency @key(fields: "id") { id: ID! company: String }
      type Self { email: String }
      type Dimensions @shareable { size: String weight: Float }
      type User @key(fields: "email") { email: ID! name: String total: Int }
    `,
    b: `
      type Query { reviewed: Product }
      interface Product { id: ID! reviewsCount: Int! reviews: [Review!]! }
      type Book implements Product @key(fields: "id") { id: ID! reviewsCount: Int! reviews: [Review!]! reviewsScore: Float @shareable again: [Book] }
      type Magazine implements Product @key(fields: "id") { id: ID! reviewsCount: Int! reviews: [Review!]! reviewsScore: Float @shareable }
      type Review @key(fields: "id") { id: Int! body: String product: Product }
    `,
    c: `
      interface Product { id: ID! price: Float }
      type Book implements Product @key(fields: "id") { id: ID! price: Float dimensions: Dimensions @external delivery(zip: String): String @requires(fields: "dimensions { size weight }") }
      type Magazine implements Product @key(fields: "id") { id: ID! price: Float dimensions: Dimensions @external delivery(zip: String): String @requires(fields: "dimensions { size weight }") }
      type Dimensions @shareable { size: String weight: Float }
      type Agency @key(fields: "id") { id: ID! email: Email }
      type Email { address: String }
      type User @key(fields: "email") { email: ID! recent: [Product] }
    `,
  },
  'interfaces with keys and covariant fields': {
    a: `
      type Query { nodes: [Node] node(id: ID!): Node! holder: Holder }
      interface Node @key(fields: "id") { id: ID! parent: Node kids: [Node!] }
      type File implements Node @key(fields: "id") { id: ID! parent: Folder kids: [Node!] size: Int! }
      type Folder implements Node @key(fields: "id") { id: ID! parent: Folder! kids: [Node!]! name: String }
      type Link implements Node @key(fields: "id") { id: ID! parent: Node kids: [File!] target: Node! }
      union Holder = Box | Folder | File
      type Box { node: Node! holder: Holder files: [File] }
    `,
    b: `
      type Query { recent: [Entry] }
      interface Entry { stamp: Int owner: Owner }
      type File implements Entry @key(fields: "id") { id: ID! stamp: Int owner: Person }
      type Folder implements Entry @key(fields: "id") { id: ID! stamp: Int! owner: Group! }
      type Note implements Entry { stamp: Int owner: Owner text: String }
      interface Owner { name: String }
      type Person implements Owner { name: String mail: String }
      type Group implements Owner { name: String! members: [Person!]! }
    `,
    c: `
      type Node @key(fields: "id") @interfaceObject { id: ID! likes: Int tags: [Tag!] seenWith: [Node] }
      type Tag @key(fields: "name") { name: ID! nodes: [Node!] weight: Float }
    `,
    d: `
      type Query { tag: Tag tags: [Tag!]! }
      type Tag @key(fields: "name") { name: ID! colour: String on: Node }
      interface Node { id: ID! }
      type File implements Node @key(fields: "id") { id: ID! mime: String }
      type Folder implements Node @key(fields: "id", resolvable: false) { id: ID! }
      type Link implements Node @key(fields: "id") { id: ID! mime: Boolean }
    `,
  },
  'unions that differ and values below entities': {
    a: `
      type Query { page: Page pages: [Page!] }
      type Page @key(fields: "id") { id: ID! blocks: [Block] @shareable main: Block @shareable meta: Meta @shareable }
      union Block = Text | Image | Ref
      type Text @shareable { body: String size: Size }
      type Image @shareable { url: String! size: Size alt: String }
      type Size @shareable { w: Int h: Int }
      type Ref @key(fields: "id") { id: ID! to: Page }
      type Meta @shareable { title: String size: Size a: Int }
    `,
    b: `
      type Page @key(fields: "id") { id: ID! blocks: [Block] @shareable main: Block @shareable meta: Meta @shareable extra: String @requires(fields: "rank") rank: Int @external }
      union Block = Text | Ref | Video
      type Text @shareable { body: String size: Size }
      type Size @shareable { w: Int h: Int }
      type Ref @key(fields: "id") { id: ID! label: String! }
      type Video { url: String! seconds: Int }
      type Meta @shareable { title: String size: Size b: [Int] }
    `,
    c: `
      type Query { top: Page ref: Ref }
      type Page @key(fields: "id") { id: ID! rank: Int views(by: By = DAY, last: Int!): [Int!]! }
      enum By { DAY WEEK YEAR @inaccessible }
      type Ref @key(fields: "id") { id: ID! page: Page! count: Int }
    `,
  },
  'provides on unions, interfaces and nested objects': {
    a: `
      type Query { media: [Media] @provides(fields: "... on Book { title author { name } } ... on Film { minutes }") pure: [Media] node: Node @provides(fields: "... on Book { title }") reviews: [Review!] cart: Cart @provides(fields: "lines { product { name } }") carts: [Cart] }
      union Media = Book | Film
      interface Node { id: ID! }
      type Book implements Node @key(fields: "id") { id: ID! title: String @external author: Author @external aBook: Int }
      type Film implements Node @key(fields: "id") { id: ID! minutes: Int @external }
      type Author @key(fields: "id") { id: ID! name: String @external }
      type Review { text: String media: Media @provides(fields: "... on Film { minutes }") by: Author @provides(fields: "name") book: Book @provides(fields: "author { id name }") }
      type Cart { lines: [Line] total: Int }
      type Line { product: Product count: Int }
      type Product @key(fields: "id") { id: ID! name: String @external }
    `,
    b: `
      type Query { authors: [Author] top: Node }
      interface Node { id: ID! }
      type Book implements Node @key(fields: "id") { id: ID! title: String @shareable author: Author @shareable }
      type Film implements Node @key(fields: "id") { id: ID! minutes: Int @shareable }
      type Author @key(fields: "id") { id: ID! name: String @shareable books: [Book!]! }
      type Product @key(fields: "id") { id: ID! name: String @shareable price: Float book: Book }
    `,
  },
};
