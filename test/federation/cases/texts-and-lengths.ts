import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const MANY = 3_000;
const ids = Array.from({ length: MANY }, (_, i) => ({ id: `n${i % 1_000}` }));

/** Texts with signs of every kind, and lists that are long or deep. */
const graph: Subgraphs = {
  one: {
    sdl: `
      type Query { item(id: ID!): Item  many: [Item!]!  cube: [[[Item!]!]]!  echo(text: String = "\\u{1F600} \\"q\\" \\\\ /"): String  jagged: [[[Int!]]!] }
      type Item @key(fields: "id") { id: ID! }
    `,
    fields: {
      'Query.item': (_parent, { id }) => ({ id }),
      'Query.many': ids,
      'Query.cube': [[[{ id: 'n1' }, { id: 'n2' }], []], null, [[{ id: 'n1' }]]],
      'Query.echo': (_parent, { text }) => text as string,
      'Query.jagged': [[[1], null, []], []],
    },
  },
  two: {
    sdl: `type Item @key(fields: "id") { id: ID!  n: Int  say(text: String = "é\\n\\t"): String  strict: Int! }`,
    fields: {
      'Item.__resolveReference': ({ id }) => ({
        id,
        n: Number((id as string).slice(1)),
        strict: id === 'n2' ? null : 1,
      }),
      'Item.say': ({ id }, { text }) => `${id}: ${text}`,
    },
  },
};

const SIGNS = '\u0000\u0007 "quoted" \\ / \b\f\n\r\t é 漢字 😀 \u2028\u2029 \ud800 $id {x} #no';

export const TEXT_AND_LENGTH_CASES: readonly FederationCase[] = [
  {
    name: 'a text of every kind of sign as a variable reaches both subgraphs and comes back',
    subgraphs: graph,
    operation: 'query ($text: String, $id: ID!) { echo(text: $text) item(id: $id) { id say(text: $text) } }',
    variables: { text: SIGNS, id: SIGNS },
    expect: { data: { echo: SIGNS, item: { id: SIGNS, say: `${SIGNS}: ${SIGNS}` } } },
  },
  {
    name: 'escapes and block strings as literals',
    subgraphs: graph,
    operation: `{ a: echo(text: "\\u{1F600}\\uD83D\\uDE00\\u0041\\n\\"\\\\") b: echo(text: """
        first "quoted"
          second \\""" \\n #no
      """) item(id: "\\u00e9") { x: say(text: """block""") y: say(text: "") z: say } c: echo }`,
    expect: {
      data: {
        a: '😀😀A\n"\\',
        b: 'first "quoted"\n  second """ \\n #no',
        item: { x: 'é: block', y: 'é: ', z: 'é: é\n\t' },
        c: '😀 "q" \\ /',
      },
    },
  },
  {
    name: 'a list of thousands asks for each entity once, in one request',
    subgraphs: graph,
    operation: '{ many { n } }',
    expect: { data: { many: ids.map((_, i) => ({ n: i % 1_000 })) } },
    requests: { two: { atMost: 1 } },
  },
  {
    name: 'entities in lists of three levels, some of which may not be null',
    subgraphs: graph,
    operation: '{ cube { n } jagged }',
    expect: { data: { cube: [[[{ n: 1 }, { n: 2 }], []], null, [[{ n: 1 }]]], jagged: [[[1], null, []], []] } },
  },
  {
    name: 'null goes up through lists of three levels to the one that may be null',
    subgraphs: graph,
    operation: '{ cube { id strict } }',
    expect: {
      data: { cube: [null, null, [[{ id: 'n1', strict: 1 }]]] },
      errors: [{ path: 'cube.0.0.1.strict' }],
    },
  },
];
