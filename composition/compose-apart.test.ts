import { expect, test } from '@jest/globals';
import { composeApart } from './compose-apart.js';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
const url = 'http://127.0.0.1:1/graphql';

test('composeApart() composes', async () => {
  const sdl = `${LINK}type Query { a: Int }`;
  expect(await composeApart([{ name: 'one', url, sdl, source: 'one' }])).toMatchObject({ kind: 'composed' });
});

test('composeApart() ends what is under way when its signal is raised', async () => {
  const types = Array.from({ length: 3_000 }, (_, i) => `type T${i} @key(fields: "id") { id: ID! next: T${i + 1} }`);
  const sdl = `${LINK}${types.join('\n')} type T3000 { a: Int } type Query { a: T0 }`;
  const stopping = new AbortController();
  const composing = composeApart([{ name: 'one', url, sdl, source: 'one' }], stopping.signal);
  setTimeout(() => stopping.abort(), 50);
  await expect(composing).rejects.toThrow('aborted');
});
