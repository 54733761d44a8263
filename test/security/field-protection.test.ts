/** What a caller may not see is null with an error at its place, and no subgraph is asked for it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Row } from '../federation/support/subgraph-fixture.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { HOSPITAL } from './field-protection/hospital.js';
import { CALLERS, PLACES } from './field-protection/places.js';

const newFolder = temporaryFolders();
let graph: ProtectedGraph;
beforeAll(async () => {
  graph = await startProtectedGraph({ subgraphs: HOSPITAL, folder: newFolder() });
});
afterAll(async () => graph.stop());

/** The places of errors that tell of what the caller may not see. */
const withheldAt = ({ errors = [] }: Row): string[] =>
  (errors as Row[])
    .filter(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE')
    .map(({ path }) => path.join('.'))
    .sort();

/** Names of fields that subgraphs were asked for. */
const askedFor = (): string =>
  graph
    .received()
    .map(({ operation }) => operation)
    .join('\n');

describe.each(CALLERS)('with $name', ({ scopes, sees }) => {
  describe.each(PLACES)('in $name', ({ operation, data, bubbled, paths, fields = ['secret', 'vault'] }) => {
    test.each([
      ['may be null', fields[0]],
      ['may not be null', fields[1]],
    ])('a field that %s', async (_, field) => {
      const named = (text: string) => text.replaceAll('FIELD', field);
      graph.received();
      const { body } = await graph.ask(named(operation), { scopes });
      const answer = (value: unknown) => JSON.parse(named(JSON.stringify(data(value)))) as unknown;
      if (sees) {
        expect(body).toEqual({ data: answer('S') });
        return;
      }
      expect(body.data).toEqual(field === fields[0] ? answer(null) : bubbled);
      const expected = paths.map(named);
      // Where a null takes its neighbours along, one error tells of all.
      expect(withheldAt(body)).toEqual(field === fields[0] ? expected : expected.slice(0, 1));
      expect(body.errors).toHaveLength(withheldAt(body).length);
      expect(askedFor()).not.toMatch(/secret|vault|derived|certain/);
    });
  });
});

test('a field that nobody asked for is not in the way of others', async () => {
  expect((await graph.ask('{ one { name } all { id } }')).body).toEqual({
    data: { one: { name: 'Ann' }, all: [{ id: '1' }, { id: '1' }] },
  });
});

test.each(['locked { text }', 'locked { __typename }', 'colour', 'code'])(
  'a field of a protected type: %s',
  async (selection) => {
    graph.received();
    const [field] = selection.split(' ') as [string];
    const { body } = await graph.ask(`{ ${selection} }`);
    expect(body.data).toEqual({ [field]: null });
    expect(withheldAt(body)).toEqual([field]);
    expect(graph.received()).toEqual([]);
    expect((await graph.ask(`{ ${selection} }`, { scopes: ['c'] })).body.errors).toBeUndefined();
  },
);

test('a mutation that the caller may not run is not run', async () => {
  graph.received();
  const { body } = await graph.ask('mutation { change rename { name } }');
  expect(body.data).toEqual({ change: null, rename: { name: 'Ann' } });
  expect(withheldAt(body)).toEqual(['change']);
  expect(graph.received().flatMap(({ calls }) => calls.map(({ field }) => field))).toEqual(['rename']);
});

test('@authenticated lets any caller with a token', async () => {
  expect((await graph.ask('{ self }')).body.data).toEqual({ self: null });
  expect((await graph.ask('{ self }', { scopes: [] })).body).toEqual({ data: { self: 'you' } });
});

test('a subgraph whose every field is withheld is not asked', async () => {
  graph.received();
  const { body } = await graph.ask('{ one { name salary } }', { scopes: ['a'] });
  expect(body.data).toEqual({ one: { name: 'Ann', salary: null } });
  expect(graph.received().map(({ subgraph }) => subgraph)).toEqual(['staff']);
});

test('what one type of a union protects, another may show', async () => {
  const { body } = await graph.ask('{ things { ... on Staff { secret } ... on Robot { secret } } }');
  expect(body.data).toEqual({ things: [{ secret: 'S' }, { secret: null }] });
  expect(withheldAt(body)).toEqual(['things.1.secret']);
});

test('the same document for two callers in turn 1,000 times: each gets their own answer', async () => {
  const ask = (scopes: readonly string[] | null) => graph.ask('query Turn { one { name secret } }', { scopes });
  const wrong: unknown[] = [];
  for (let turn = 0; turn < 1_000; turn += 6) {
    const answers = await Promise.all([ask(['c']), ask(null), ask(['a', 'b']), ask(['a'])]);
    answers.forEach(({ body }, i) => {
      if (body.data.one.secret !== (i % 2 === 0 ? 'S' : null)) wrong.push(body);
    });
    for (const scopes of [null, ['c']]) {
      const { body } = await ask(scopes);
      if (body.data.one.secret !== (scopes ? 'S' : null)) wrong.push(body);
    }
  }
  expect(wrong).toEqual([]);
});
