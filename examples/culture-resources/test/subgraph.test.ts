import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { resolvers } from '../src/resolvers.ts';
import { createGraphqlServer } from '../src/server.ts';
import { createSubgraphSchema } from '../src/subgraph.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
const server = createGraphqlServer(createSubgraphSchema(sdl, resolvers));
let url = '';

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
after(() => server.close());

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly unknown[] }[];
}

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await response.json()) as Answer;
}

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on CultureResource { id phase }
    ... on Organisation { odsCode cultureSurveys { closedOn respondents synthetic resource { id } } }
  }
}`;

test('tells its schema as it was written', async () => {
  assert.deepEqual(await ask('{ _service { sdl } }'), { data: { _service: { sdl } } });
});

test('answers its queries', async () => {
  const { data, errors } = await ask(
    '{ cultureResources { id publishedOn } cultureResource(id: "design") { phase } none: cultureResource(id: "-") { id } }',
  );
  assert.equal(errors, undefined);
  assert.deepEqual(data, {
    cultureResources: [
      { id: 'discover', publishedOn: '2016-09-01' },
      { id: 'design', publishedOn: '2018-03-01' },
      { id: 'deliver', publishedOn: null },
    ],
    cultureResource: { phase: 'DESIGN' },
    none: null,
  });
});

test('gives entities in the order of their representations, and null for those that it does not have', async () => {
  const representations = ['design', 'unknown', 'discover', 'design'].map((id) => ({
    __typename: 'CultureResource',
    id,
  }));
  const { data, errors } = await ask(ENTITIES, { representations });
  assert.equal(errors, undefined);
  const of = (id: string, phase: string) => ({ __typename: 'CultureResource', id, phase });
  const design = of('design', 'DESIGN');
  assert.deepEqual(data?.['_entities'], [design, null, of('discover', 'DISCOVER'), design]);
});

test('adds surveys to organisations that it knows, the latest first, and null to others', async () => {
  const representations = ['ZT001', 'RXA'].map((odsCode) => ({ __typename: 'Organisation', odsCode }));
  const { data, errors } = await ask(ENTITIES, { representations });
  assert.equal(errors, undefined);
  const of = (closedOn: string, respondents: number) => ({
    closedOn,
    respondents,
    synthetic: true,
    resource: { id: 'discover' },
  });
  const cultureSurveys = [of('2017-11-30', 1_385), of('2016-11-30', 1_240)];
  assert.deepEqual(data?.['_entities'], [
    { __typename: 'Organisation', odsCode: 'ZT001', cultureSurveys },
    { __typename: 'Organisation', odsCode: 'RXA', cultureSurveys: null },
  ]);
});

test('a representation that is none costs the others nothing', async () => {
  const representations = [{ __typename: 'Nothing' }, { __typename: 'CultureResource', id: 'design' }];
  const { data, errors } = await ask(ENTITIES, { representations });
  assert.deepEqual(
    errors?.map(({ path }) => path),
    [['_entities', 0]],
  );
  assert.deepEqual(data?.['_entities'], [null, { __typename: 'CultureResource', id: 'design', phase: 'DESIGN' }]);
});
