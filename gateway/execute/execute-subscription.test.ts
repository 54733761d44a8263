import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Subgraphs } from '../../test/federation/support/federation-case.js';
import { headOf, startHostileServer, type HostileServer } from '../../test/support/hostile-server.js';
import { startCore, type Core } from '../../test/support/start-core.js';
import { until } from '../../test/support/until.js';
import { createSubgraphSubscriber, type SubgraphSubscriber } from '../subgraph-client/subgraph-subscriber.js';
import { executeSubscription } from './execute-subscription.js';
import type { StreamPart } from './stream-part.js';

const subgraphs: Subgraphs = {
  news: {
    sdl: `
      type Query { latest: Thing }
      type Subscription { added(kind: String): Thing  strict: Thing! }
      type Thing @key(fields: "id") { id: ID!  text: String }
    `,
  },
  stars: {
    sdl: 'type Thing @key(fields: "id") { id: ID!  stars: Int }',
    entities: {
      Thing: [
        { id: 't1', stars: 1 },
        { id: 't2', stars: 2 },
      ],
    },
  },
};

const HEAD = headOf(200, { 'content-type': 'text/event-stream' });
const event = (answer: unknown) => `event: next\ndata: ${JSON.stringify(answer)}\n\n`;
const COMPLETE = 'event: complete\ndata:\n\n';

let core: Core;
let server: HostileServer | undefined;
let subscriber: SubgraphSubscriber | undefined;
beforeAll(async () => {
  core = await startCore(subgraphs);
});
afterEach(async () => {
  core.faults = {};
  await subscriber?.stop();
  await server?.stop();
});
afterAll(() => core.stop());

/** Subscribes to a subgraph that answers with a stream. */
async function subscribe(stream: string, text: string, variables = {}) {
  server = await startHostileServer((socket) => socket.write(HEAD + stream));
  subscriber = createSubgraphSubscriber({ subgraphs: [{ name: 'news', url: server.url }] });
  const program = await core.program(text, variables);
  const { client, headers, onDefect } = core.input();
  return executeSubscription(program, {
    clientOfEvent: () => client,
    headers,
    onDefect,
    variables,
    subscriber,
    timeoutMs: 30_000,
  });
}

async function allOf(stream: string, text: string, variables = {}): Promise<StreamPart[]> {
  const parts: StreamPart[] = [];
  for await (const part of await subscribe(stream, text, variables)) parts.push(part);
  return parts;
}

const answer = (value: object) => ({ kind: 'answer', answer: value });
const FIRST = event({ data: { added: { __typename: 'Thing', id: 't1', text: 'A' } } });
const SECOND = event({ data: { added: { __typename: 'Thing', id: 't2', text: null } } });
const SUBSCRIPTION = 'subscription { new: added { text stars } }';

describe('executeSubscription()', () => {
  test('gives each event with what other subgraphs have of it', async () => {
    expect(await allOf(FIRST + SECOND + COMPLETE, SUBSCRIPTION)).toEqual([
      answer({ data: { new: { text: 'A', stars: 1 } } }),
      answer({ data: { new: { text: null, stars: 2 } } }),
    ]);
  });

  test('sends the variables of the client, renamed as the operation is', async () => {
    const text = 'subscription ($representations: String) { added(kind: $representations) { id } }';
    const key = 'added__j0';
    const stream = event({ data: { [key]: { __typename: 'Thing', id: 't1' } } });
    expect(await allOf(stream + COMPLETE, text, { representations: 'x' })).toEqual([
      answer({ data: { added: { id: 't1' } } }),
    ]);
    expect(JSON.parse(server!.received[0]!.body)).toEqual({
      query: expect.stringContaining(`${key}:added(kind:$client_representations)`),
      variables: { client_representations: 'x' },
    });
  });

  test('gives the errors of an event at the paths of the client', async () => {
    const stream = event({ data: { added: null }, errors: [{ message: 'No', path: ['added'] }] });
    expect(await allOf(stream + COMPLETE, SUBSCRIPTION)).toEqual([
      answer({ errors: [expect.objectContaining({ message: 'No', path: ['new'] })], data: { new: null } }),
    ]);
  });

  test('makes data null where a field must not be null', async () => {
    const stream = event({ data: { strict: null } });
    expect(await allOf(stream + COMPLETE, 'subscription { strict { id } }')).toEqual([
      answer({ errors: [expect.objectContaining({ path: ['strict'] })], data: null }),
    ]);
  });

  test('goes on after an event that another subgraph could not complete', async () => {
    const answers = await subscribe(FIRST + SECOND + COMPLETE, SUBSCRIPTION);
    core.faults = { stars: { kind: 'answer', status: 400, body: '{"errors":[{"message":"Busy"}]}' } };
    expect((await answers.next()).value).toEqual(
      answer({
        errors: [expect.objectContaining({ message: 'Busy', path: ['new', 'stars'] })],
        data: { new: { text: 'A', stars: null } },
      }),
    );
    core.faults = {};
    expect((await answers.next()).value).toEqual(answer({ data: { new: { text: null, stars: 2 } } }));
    expect((await answers.next()).done).toBe(true);
  });

  test('ends with the error of a source that fails', async () => {
    expect(await allOf(FIRST + 'event: next\ndata: nonsense\n\n', SUBSCRIPTION)).toEqual([
      answer({ data: { new: { text: 'A', stars: 1 } } }),
      {
        kind: 'fatal',
        errors: [
          {
            message: 'Subgraph news could not answer',
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'news', retryable: false },
          },
        ],
      },
    ]);
  });

  test('ends the source when nobody takes its events any more', async () => {
    const answers = await subscribe(FIRST, SUBSCRIPTION);
    expect((await answers.next()).done).toBe(false);
    expect(server!.connections().open).toBe(1);
    await answers.return();
    await until(() => server!.connections().open === 0);
  });

  test('answers @defer at once', async () => {
    const text = 'subscription { added { text ... @defer { stars } } }';
    expect(await allOf(FIRST + COMPLETE, text)).toEqual([answer({ data: { added: { text: 'A', stars: 1 } } })]);
  });
});
