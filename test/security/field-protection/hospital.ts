import type { Subgraphs } from '../../federation/support/federation-case.js';

/**
 * A graph whose fields `secret` (may be null) and `vault` (may not) need the scopes `a` and `b` together, or `c`, wherever
 * they stand. The directive is called `@needs` in one subgraph.
 */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external",
  "@requires", "@interfaceObject", "@shareable", "@authenticated", "@policy", {name: "@requiresScopes", as: "@needs"}])`;

const NEEDS = '@needs(scopes: [["a", "b"], ["c"]])';

const STAFF = { __typename: 'Staff', id: '1', name: 'Ann', secret: 'S', vault: 'S' };
const ROBOT = { __typename: 'Robot', id: '2', name: 'Bit', secret: 'S', vault: 'S' };

export const HOSPITAL: Subgraphs = {
  staff: {
    sdl: `${LINK}
      type Query { one: Staff all: [Staff!] thing: Thing things: [Thing!] worker: Worker workers: [Worker!] known: Known
        locked: Locked colour: Colour code: Code file: File self: String @authenticated }
      type Mutation { change: String ${NEEDS} rename: Staff }
      type Staff implements Worker & Known @key(fields: "id") {
        id: ID! name: String secret: String ${NEEDS} vault: String! ${NEEDS} boss: Staff }
      type Robot implements Known @key(fields: "id") { id: ID! name: String secret: String vault: String! }
      union Thing = Staff | Robot
      interface Worker { id: ID! secret: String vault: String! }
      interface Known { id: ID! name: String }
      type Locked ${NEEDS} { text: String }
      enum Colour ${NEEDS} { RED GREEN }
      scalar Code ${NEEDS}
      interface Medium @key(fields: "id") { id: ID! }
      type File implements Medium @key(fields: "id") { id: ID! }
    `,
    entities: { Staff: [STAFF], Robot: [ROBOT] },
    fields: {
      'Query.one': STAFF,
      'Query.all': [STAFF, STAFF],
      'Query.thing': STAFF,
      'Query.things': [ROBOT, STAFF],
      'Query.worker': STAFF,
      'Query.workers': [STAFF, STAFF],
      'Query.known': STAFF,
      'Query.locked': { text: 'S' },
      'Query.colour': 'RED',
      'Query.code': 'S',
      'Query.file': { id: 'f' },
      'Query.self': 'you',
      'Mutation.change': 'S',
      'Mutation.rename': STAFF,
      'Staff.boss': STAFF,
    },
  },
  pay: {
    sdl: `${LINK}
      type Staff @key(fields: "id") {
        id: ID! secret: String @external vault: String! @external
        derived: String @requires(fields: "secret") ${NEEDS}
        certain: String! @requires(fields: "vault") ${NEEDS}
        salary: Int ${NEEDS}
      }
      type Medium @key(fields: "id") @interfaceObject { id: ID! secret: String ${NEEDS} vault: String! ${NEEDS} }
    `,
    entities: { Staff: [{ ...STAFF, salary: 7 }], Medium: [{ id: 'f', secret: 'S', vault: 'S' }] },
    fields: {
      'Staff.derived': ({ secret }) => secret as string,
      'Staff.certain': ({ vault }) => vault as string,
    },
  },
};
