/** Partners publish: what is live, what waits, what is refused, on every database. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../support/databases.js';
import { FEDERATION, resultOf, RESULT, startRegistry, type StartedRegistry } from '../../support/start-registry.js';

const BOOKS = 'type Query { book: Book } type Book @key(fields: "id") { id: ID! title: String }';
const SHOPS = 'type Query { shop: Shop } type Shop { book: Book } type Book @key(fields: "id") { id: ID! price: Int }';

eachDatabase((openUrl) => {
  let registry: StartedRegistry;
  let books: string;
  let shops: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    books = await registry.partner('books');
    shops = await registry.partner('shops');
  });

  describe('publishSubgraph()', () => {
    test('makes the first version live', async () => {
      const result = await registry.publish(books, 'books', BOOKS);
      expect(result).toMatchObject({ outcome: 'LIVE', exitCode: 0, changed: true, version: { number: 1 } });
      expect(result.supergraph?.serial).toBe(1);
    });

    test('changes nothing by the same version again', async () => {
      const result = await registry.publish(books, 'books', BOOKS);
      expect(result).toMatchObject({ outcome: 'LIVE', changed: false, version: { number: 1 } });
      expect(result.supergraph?.serial).toBe(1);
    });

    test('adds to the type of another without a grant', async () => {
      expect(await registry.publish(shops, 'shops', SHOPS)).toMatchObject({ outcome: 'LIVE', version: { number: 1 } });
    });

    test('stores what does not compose and names the lines, who must act and the fix', async () => {
      const result = await registry.publish(books, 'books', `${BOOKS}\nextend type Book { price: String }`);
      expect(result).toMatchObject({ exitCode: 3, outcome: 'REFUSED', version: null });
      const broken = await registry.publish(
        books,
        'books',
        'type Query { book: Book }\ntype Book @key(fields: "isbn") { id: ID! }',
      );
      expect(broken).toMatchObject({
        outcome: 'QUARANTINED',
        exitCode: 2,
        version: { number: 2, status: 'QUARANTINED' },
      });
      const [finding] = broken.findings;
      expect(finding).toMatchObject({
        code: 'KEY_INVALID_FIELDS',
        severity: 'ERROR',
        partner: 'books',
        coordinate: 'Book',
        sources: [{ subgraph: 'books', line: 3, text: expect.stringContaining('isbn') }],
      });
      expect(finding?.fix).toMatch(/@key\(fields/);
    });

    test('lets the others publish while one waits', async () => {
      const result = await registry.publish(shops, 'shops', `${SHOPS}\nextend type Shop { name: String }`);
      expect(result).toMatchObject({ outcome: 'LIVE', version: { number: 2 } });
      const { data } = await registry.ask('{ subgraph(name: "books") { live { number } quarantined { number } } }');
      expect(data.subgraph).toEqual({ live: { number: 1 }, quarantined: { number: 2 } });
    });

    test('has a breaking change wait until a named person answers for it', async () => {
      const without = 'type Query { book: Book } type Book @key(fields: "id") { id: ID! }';
      const waiting = await registry.publish(books, 'books', without);
      expect(waiting).toMatchObject({
        outcome: 'BREAKING',
        exitCode: 4,
        version: { number: 3, status: 'QUARANTINED' },
      });
      expect(waiting.findings[0]).toMatchObject({
        code: 'BREAKING_CHANGE',
        coordinate: 'Book.title',
        message: expect.stringMatching(/no data/),
      });
      const again = await registry.publish(books, 'books', without);
      expect(again).toMatchObject({ outcome: 'BREAKING', changed: false, version: { number: 3 } });
      const approved = await registry.publish(books, 'books', without, { approval: { by: 'Jo', reason: 'Unused' } });
      expect(approved).toMatchObject({ outcome: 'LIVE', exitCode: 0, version: { number: 3, status: 'LIVE' } });
      const { data } = await registry.ask('{ auditLog(first: 1) { detail outcome subject } }');
      expect(data.auditLog[0]).toMatchObject({ subject: 'books', detail: expect.stringMatching(/Jo: Unused/) });
    });

    test('answers a retry by its requestId as the first time, also after another version', async () => {
      const first = await registry.publish(books, 'books', BOOKS, { requestId: 'one' });
      expect(first).toMatchObject({ outcome: 'LIVE', changed: true });
      const second = `${BOOKS} extend type Book { pages: Int }`;
      expect(await registry.publish(books, 'books', second, { requestId: 'two' })).toMatchObject({ outcome: 'LIVE' });
      const retry = await registry.publish(books, 'books', BOOKS, { requestId: 'one' });
      expect(retry).toMatchObject({ outcome: 'LIVE', changed: false, version: { number: first.version?.number } });
      const { data } = await registry.ask('{ subgraph(name: "books") { live { number } } }');
      expect(data.subgraph.live.number).toBe(first.version!.number + 1);
    });
  });

  test('a version that lacked another’s is live as soon as that is', async () => {
    const authors = await registry.partner('authors');
    const bad =
      'type Query { author: Author } type Author @key(fields: "id") { id: ID! born: Int @external age: Int @requires(fields: "born") }';
    expect(await registry.publish(authors, 'authors', bad)).toMatchObject({ outcome: 'QUARANTINED' });
    const people = 'type Author @key(fields: "id") { id: ID! born: Int }';
    expect(await registry.publish(authors, 'births', people)).toMatchObject({ outcome: 'LIVE' });
    await registry.registry.settled();
    const { data } = await registry.ask('{ subgraph(name: "authors") { live { number } } }');
    expect(data.subgraph.live).toEqual({ number: 1 });
  });

  test('checkSubgraph() tells the same and stores nothing', async () => {
    const before = await registry.ask('{ supergraph { serial } subgraph(name: "books") { newest { number } } }');
    const input = { name: 'books', sdl: `${FEDERATION}type Query { other: Int }` };
    const query = `mutation ($input: CheckSubgraphInput!) { checkSubgraph(input: $input) { ${RESULT} } }`;
    const result = resultOf(await registry.ask(query, { input }, books), 'checkSubgraph');
    expect(result).toMatchObject({ changed: false, version: null });
    expect(result.exitCode).toBeGreaterThan(0);
    const after = await registry.ask('{ supergraph { serial } subgraph(name: "books") { newest { number } } }');
    expect(after).toEqual(before);
  });

  test('diff() and the history tell what changed', async () => {
    const { data } = await registry.ask(
      '{ diff(from: 1, to: 2) { members { subgraph from to } changes { level coordinate } } supergraphs { serial cause members { subgraph version } } }',
    );
    expect(data.diff.members).toEqual([{ subgraph: 'shops', from: null, to: 1 }]);
    expect(data.diff.changes).toContainEqual({ level: 'SAFE', coordinate: 'Book.price' });
    expect(data.supergraphs.at(-1)).toEqual({
      serial: 1,
      cause: 'books 1 was published',
      members: [{ subgraph: 'books', version: 1 }],
    });
  });

  test('rollbackSubgraph() publishes the version that was live before', async () => {
    const query = `mutation { rollbackSubgraph(input: { name: "books", approval: { by: "Jo", reason: "Back" } }) { ${RESULT} } }`;
    const result = resultOf(await registry.ask(query, {}, books), 'rollbackSubgraph');
    expect(result).toMatchObject({ outcome: 'LIVE', changed: true });
    const { data } = await registry.ask('{ subgraph(name: "books") { live { note sdl } } }');
    expect(data.subgraph.live.note).toMatch(/^Version \d+ again$/);
    expect(data.subgraph.live.sdl).not.toContain('pages');
  });

  test('deleteSubgraph() asks for an approval where clients lose something, and then takes it out', async () => {
    const query = `mutation ($input: DeleteSubgraphInput!) { deleteSubgraph(input: $input) { ${RESULT} } }`;
    const refused = resultOf(await registry.ask(query, { input: { name: 'shops' } }, shops), 'deleteSubgraph');
    expect(refused).toMatchObject({ outcome: 'BREAKING', changed: false });
    const input = { name: 'shops', approval: { by: 'Jo', reason: 'Closed' } };
    expect(resultOf(await registry.ask(query, { input }, shops), 'deleteSubgraph')).toMatchObject({ outcome: 'LIVE' });
    const { data } = await registry.ask('{ subgraph(name: "shops") { name } supergraph { sdl } }');
    expect(data.subgraph).toBeNull();
    expect(data.supergraph.sdl).not.toContain('price');
  });

  test('rollbackSupergraph() makes an earlier one live under a new serial number', async () => {
    const { data } = await registry.ask(
      'mutation { rollbackSupergraph(serial: 2) { serial members { subgraph version } } }',
    );
    expect(data.rollbackSupergraph.serial).toBeGreaterThan(2);
    expect(data.rollbackSupergraph.members).toEqual([
      { subgraph: 'books', version: 1 },
      { subgraph: 'shops', version: 1 },
    ]);
  });

  test('50 publishes at once give serial versions, and none is lost', async () => {
    const tokens = await Promise.all([1, 2, 3, 4, 5].map((n) => registry.partner(`many-${n}`)));
    const { data: before } = await registry.ask('{ supergraph { serial } }');
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) => {
        const n = (i % 5) + 1;
        const fields = Array.from({ length: Math.floor(i / 5) + 1 }, (_unused, k) => `many${n}x${k}: Int`).join(' ');
        return registry.publish(tokens[i % 5]!, `many-${n}`, `type Query { ${fields} }`, {
          approval: { by: 'Jo', reason: 'Test' },
        });
      }),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(50).fill('LIVE'));
    const { data } = await registry.ask(
      '{ supergraph { serial } supergraphs(first: 100) { serial } subgraphs { name newest { number } } }',
    );
    expect(data.supergraph.serial).toBe(before.supergraph.serial + 50);
    expect(data.supergraphs.map(({ serial }: { serial: number }) => serial)).toEqual(
      Array.from({ length: data.supergraph.serial }, (_, i) => data.supergraph.serial - i).slice(0, 100),
    );
    const many = data.subgraphs.filter(({ name }: { name: string }) => name.startsWith('many-'));
    expect(many.map(({ newest }: { newest: { number: number } }) => newest.number)).toEqual([10, 10, 10, 10, 10]);
  });
});
