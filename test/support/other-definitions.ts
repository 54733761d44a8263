import type { Theft } from './thefts.js';

/** Ways to say otherwise than its owner what another partner's type or field is, by the owner's subgraph in `thefts.ts`. */
export const OTHER_DEFINITIONS: readonly Theft[] = [
  otherwise(
    'Person.id',
    '@deprecated on a key',
    'type Person @key(fields: "id") { id: ID! @deprecated(reason: "Use spam.") spam: Int }',
  ),
  otherwise('Person.id', 'a key that may be null', 'type Person @key(fields: "id") { id: ID spam: Int }'),
  otherwise('Person', '@tag on a type', 'type Person @key(fields: "id") @tag(name: "spam") { id: ID! spam: Int }'),
  otherwise(
    'Day',
    '@cost on a scalar',
    'extend schema @link(url: "https://specs.apollo.dev/cost/v0.1") type Query { spam: Day } scalar Day @cost(weight: 1000)',
  ),
  otherwise(
    'Filter',
    'an input with fewer fields',
    'type Query { spam(by: Filter): Int } input Filter { name: String }',
  ),
  otherwise(
    'Filter',
    'an input of which a field is required',
    'type Query { spam(by: Filter): Int } input Filter { name: String! email: String }',
  ),
  otherwise('Order', 'an enum with fewer values', 'type Query { spam(in: Order): Int } enum Order { UP }'),
  otherwise('Grade', 'an enum with more values', 'type Query { spam: Grade } enum Grade { GOOD BAD SPAM }'),
  otherwise(
    'Grade',
    '@deprecated on a value',
    'type Query { spam: Grade } enum Grade { GOOD @deprecated(reason: "Use BAD.") BAD }',
  ),
  otherwise('Found', 'a union with more types', 'type Query { spam: Found } union Found = Spam type Spam { a: Int }'),
  otherwise(
    'Titled.title',
    'an interface whose field takes no argument and may be null',
    'type Query { spam: Titled } interface Titled { title: String }',
  ),
  otherwise(
    'Media',
    'an interface with a field that all its types must have',
    `interface Media @key(fields: "id") { id: ID! spam: Int } type Query { spam: Media }
      type Book implements Media @key(fields: "id") { id: ID! spam: Int }
      type Film implements Media @key(fields: "id") { id: ID! spam: Int }`,
  ),
];

function otherwise(coordinate: string, title: string, sdl: string): Theft {
  const code = 'DEFINITION_NEEDS_GRANT';
  return { title, sdl, code, coordinate, grants: [`DEFINITION ${coordinate}`], flow: null };
}
