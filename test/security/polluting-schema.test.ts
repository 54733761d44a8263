/** Schemas whose types, fields, arguments and enum values bear names that every object of JavaScript has. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { replyJson } from '../support/hostile-server.js';
import { startLyingSubgraph, type LyingSubgraph } from '../support/lying-subgraph.js';

const ONE = `
  type Query { constructor(toString: Int, valueOf: valueOf): constructor hasOwnProperty: [prototype!]! isPrototypeOf: toString }
  type constructor @key(fields: "id") { id: ID! toString: String valueOf: prototype hasOwnProperty(constructor: Int): Int }
  type prototype { constructor: Int toString: toString }
  enum toString { constructor prototype valueOf }
  input valueOf { constructor: Int toString: String hasOwnProperty: toString }
`;
const TWO = `
  type constructor @key(fields: "id") { id: ID! constructor: Int prototype: String then: then propertyIsEnumerable: [then] }
  union then = length | name
  type length { length: Int }
  type name { name: String }
`;

const row = { id: '1', toString: 'text', valueOf: { constructor: 1, toString: 'constructor' }, hasOwnProperty: 3 };
const added = {
  ...{ id: '1', constructor: 2, prototype: 'p', then: { __typename: 'length', length: 5 } },
  propertyIsEnumerable: [{ __typename: 'name', name: 'n' }, null],
};

let partners: readonly LyingSubgraph[] = [];
let gateway: GatewayProcess;
beforeAll(async () => {
  partners = await Promise.all([
    startLyingSubgraph({
      name: 'one',
      sdl: ONE,
      resolvers: {
        Query: {
          constructor: () => row,
          hasOwnProperty: () => [row.valueOf, row.valueOf],
          isPrototypeOf: () => 'valueOf',
        },
        constructor: { __resolveReference: () => row, hasOwnProperty: () => 3 },
      },
    }),
    startLyingSubgraph({ name: 'two', sdl: TWO, resolvers: { constructor: { __resolveReference: () => added } } }),
  ]);
  gateway = await startGatewayProcess({ subgraphs: partners });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(partners.map((partner) => partner.stop()));
});
expectUnharmedAfterEach(() => gateway);

async function check(query: string, data: string, variables = {}): Promise<void> {
  const reply = await gateway.ask(query, variables);
  expect(bodyOf(reply).errors).toBeUndefined();
  expect(reply.text).toBe(`{"data":${data}}`);
}

test('types and fields with such names work over two subgraphs', async () => {
  await check(
    '{ constructor { toString valueOf { constructor toString } constructor prototype then { ... on length { length } } } }',
    '{"constructor":{"toString":"text","valueOf":{"constructor":1,"toString":"constructor"},"constructor":2,"prototype":"p","then":{"length":5}}}',
  );
});

test('lists, unions and enums with such names work', async () => {
  await check(
    '{ hasOwnProperty { toString } isPrototypeOf constructor { propertyIsEnumerable { __typename ... on name { name } } } }',
    '{"hasOwnProperty":[{"toString":"constructor"},{"toString":"constructor"}],"isPrototypeOf":"valueOf",' +
      '"constructor":{"propertyIsEnumerable":[{"__typename":"name","name":"n"},null]}}',
  );
});

test('arguments and variables with such names work', async () => {
  await check(
    'query($constructor: Int, $valueOf: toString) { constructor(toString: $constructor, valueOf: { constructor: 1, toString: "", hasOwnProperty: $valueOf }) { hasOwnProperty(constructor: $constructor) } }',
    '{"constructor":{"hasOwnProperty":3}}',
    { constructor: 1, valueOf: 'prototype' },
  );
});

test('input objects that leave out fields with such names work, and what is left out is not sent', async () => {
  partners[0]!.lie((socket, { body }) => {
    const key = /(\w+): *constructor\(/.exec(body)![1]!;
    replyJson(socket, { data: { [key]: { toString: 'text' } } });
  });
  await check(
    'query($like: valueOf) { constructor(valueOf: $like) { toString } }',
    '{"constructor":{"toString":"text"}}',
    { like: {} },
  );
  expect(partners[0]!.server.received.at(-1)!.body).toContain('"variables":{"like":{}}');
  partners[0]!.lie();
});

test('introspection shows them', async () => {
  await check(
    '{ __type(name: "constructor") { name fields { name } } toString: __type(name: "toString") { enumValues { name } } }',
    '{"__type":{"name":"constructor","fields":[{"name":"id"},{"name":"toString"},{"name":"valueOf"},{"name":"hasOwnProperty"},' +
      '{"name":"constructor"},{"name":"prototype"},{"name":"then"},{"name":"propertyIsEnumerable"}]},' +
      '"toString":{"enumValues":[{"name":"constructor"},{"name":"prototype"},{"name":"valueOf"}]}}',
  );
});

test('a field or type named __proto__ is refused when subgraphs are composed', () => {
  for (const sdl of ['type Query { __proto__: Int }', 'type Query { a: __proto__ } type __proto__ { a: Int }']) {
    const { errors } = composeServices([{ name: 'one', url: 'http://127.0.0.1:1/', typeDefs: parse(sdl) }]);
    expect(errors?.length).toBeGreaterThan(0);
  }
});
