import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { expectAlike } from '../../test/support/expect-alike.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { organisations } from './organisations.js';

const country = createCountry({ practices: 300 });

eachDatabase((openUrl, kind) => {
  let running: StartedSubgraph;
  const ask = (query: string, variables?: Record<string, unknown>) => running.ask(query, variables);

  beforeAll(async () => {
    running = await startSubgraph(organisations, {
      url: await openUrl(),
      country,
      now: () => new Date('2020-06-01T12:00:00Z'),
    });
  });
  afterAll(() => running.stop());

  test('the migrated schema is the schema of the entities', async () => {
    const sql = await running.subgraph.database().read.driver.createSchemaBuilder().log();
    expect(sql.upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('footprints are the 44 of 2016, all generated', async () => {
    const { data } = await ask(
      '{ footprints(filter: {asOf: "2016-12-01"}) { totalCount nodes { synthetic practiceCount memberCounts { kind count } } } }',
    );
    expect(data.footprints.totalCount).toBe(44);
    expect(data.footprints.nodes.every((node: { synthetic: boolean }) => node.synthetic)).toBe(true);
    const practices = data.footprints.nodes.reduce(
      (sum: number, node: { practiceCount: number }) => sum + node.practiceCount,
      0,
    );
    expect(practices).toBeGreaterThanOrEqual(300);
  });

  test('Organisation.asOf shows the status before and after a merger', async () => {
    const { data } = await ask(`{ organisation(odsCode: "ZT231") {
      before: asOf(date: "2017-03-31") { status footprints { odsCode } }
      after: asOf(date: "2017-04-01") { status validTo footprints { odsCode } }
      early: asOf(date: "1900-01-01") { status }
    } }`);
    expect(data.organisation.before.status).toBe('ACTIVE');
    expect(data.organisation.before.footprints.length).toBeGreaterThan(0);
    expect(data.organisation.after).toEqual({ status: 'CLOSED', validTo: null, footprints: [] });
    expect(data.organisation.early).toBeNull();
  });

  test('Organisation.lineage follows successions over two steps, itself first', async () => {
    const { data } = await ask(
      '{ organisation(odsCode: "ZT235") { lineage { odsCode } predecessors { predecessor { odsCode } effectiveOn } } }',
    );
    expect(data.organisation.lineage.map(({ odsCode }: { odsCode: string }) => odsCode)).toEqual([
      'ZT235',
      'ZT231',
      'ZT232',
      'ZT233',
      'ZT234',
    ]);
    expect(data.organisation.predecessors).toHaveLength(2);
  });

  test('organisations pages forwards and backwards give every row once, in every order', async () => {
    for (const by of ['ODS_CODE', 'NAME', 'OPENED_ON']) {
      for (const direction of ['ASC', 'DESC']) {
        const forwards = await allPages(by, direction, true);
        const backwards = await allPages(by, direction, false);
        expect(new Set(forwards).size).toBe(240);
        expect(backwards.reverse()).toEqual(forwards);
      }
    }
  });

  async function allPages(by: string, direction: string, forwards: boolean): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: string = forwards ? `first: 37, after: $cursor` : `last: 37, before: $cursor`;
      const { data } = await ask(
        `query ($cursor: String) { organisations(filter: {kind: TRUST}, sort: {by: ${by}, direction: ${direction}}, ${page}) {
          nodes { odsCode } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { cursor },
      );
      const { nodes, pageInfo } = data.organisations;
      const codes: string[] = nodes.map(({ odsCode }: { odsCode: string }) => odsCode);
      found.push(...(forwards ? codes : codes.reverse()));
      cursor = forwards
        ? pageInfo.hasNextPage
          ? pageInfo.endCursor
          : null
        : pageInfo.hasPreviousPage
          ? pageInfo.startCursor
          : null;
    } while (cursor);
    return found;
  }

  test('organisations filters by kind, status on a day, footprint, region and name together', async () => {
    const { data } = await ask(`{
      closed: organisations(filter: {kind: TRUST, status: CLOSED, asOf: "2017-12-31"}) { totalCount }
      later: organisations(filter: {kind: TRUST, status: CLOSED, asOf: "2019-12-31"}) { totalCount }
      here: organisations(filter: {kind: CCG, footprint: "ZF01", region: "Y54", synthetic: true}) { totalCount nodes { name footprints { odsCode } } }
      named: organisations(filter: {nameStartsWith: "Health EDUC"}) { nodes { odsCode codeScheme orgId synthetic source { title } } }
    }`);
    expect(data.closed.totalCount).toBe(4);
    expect(data.later.totalCount).toBe(7);
    expect(
      data.here.nodes.every((ccg: { footprints: { odsCode: string }[] }) =>
        ccg.footprints.some(({ odsCode }) => odsCode === 'ZF01'),
      ),
    ).toBe(true);
    expect(data.here.totalCount).toBe(data.here.nodes.length);
    expect(data.named.nodes).toEqual([
      {
        odsCode: 'HEE',
        codeScheme: 'LOCAL',
        orgId: null,
        synthetic: false,
        source: { title: 'Launch of Developing People – Improving Care' },
      },
    ]);
  });

  test('asOf knows nothing of the known bodies before the day of their source', async () => {
    const { data } = await ask(`{ organisation(odsCode: "NHSI") {
      versions { validFrom validTo status } before: asOf(date: "2016-11-30") { status } then: asOf(date: "2016-12-01") { status }
    } }`);
    expect(data.organisation).toEqual({
      versions: [{ validFrom: '2016-12-01', validTo: null, status: 'ACTIVE' }],
      before: null,
      then: { status: 'ACTIVE' },
    });
  });

  test('ratingGroups hold every open trust once', async () => {
    const { data } = await ask('{ ratingGroups(asOf: "2016-12-01") { rating count odsCodes } }');
    const codes = data.ratingGroups.flatMap((group: { odsCodes: string[] }) => group.odsCodes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(data.ratingGroups).toHaveLength(5);
    const open = await ask(
      '{ organisations(filter: {kind: TRUST, status: ACTIVE, asOf: "2016-12-01"}) { totalCount } }',
    );
    expect(codes).toHaveLength(open.data.organisations.totalCount);
  });

  test('_entities keeps order and length and answers null for unknown keys', async () => {
    const { data } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Organisation { odsCode name } ... on Footprint { odsCode } ... on CultureAdoption { ratingChange { direction after { overall } } } ... on RatingGroup { count } } }',
      {
        r: [
          { __typename: 'Organisation', odsCode: 'ZT002' },
          { __typename: 'Organisation', odsCode: 'NOSUCH' },
          { __typename: 'Footprint', odsCode: 'ZF44' },
          { __typename: 'CultureAdoption', id: 'x', organisation: { odsCode: 'ZT002' }, startedOn: '2016-09-01' },
          { __typename: 'RatingGroup', id: 'GOOD.2016-12-01' },
          { __typename: 'Organisation', odsCode: 'ZT001' },
        ],
      },
    );
    const [trust, unknown, footprint, adoption, group, other] = data._entities;
    expect([trust.odsCode, unknown, footprint.odsCode, other.odsCode]).toEqual(['ZT002', null, 'ZF44', 'ZT001']);
    expect(adoption.ratingChange.after).not.toBeNull();
    expect(group.count).toBeGreaterThan(0);
  });

  describe('recordRating()', () => {
    const record = (input: object) =>
      ask(
        'mutation ($input: RecordRatingInput!) { recordRating(input: $input) { rating { id overall keyQuestions { question rating } } } }',
        { input },
      );

    test('stores a rating and replaces one of the same day', async () => {
      await record({ odsCode: 'ZT010', overall: 'GOOD', publishedOn: '2020-05-01' });
      const { data } = await record({
        odsCode: 'ZT010',
        overall: 'OUTSTANDING',
        publishedOn: '2020-05-01',
        keyQuestions: [{ question: 'SAFE', rating: 'GOOD' }],
      });
      expect(data.recordRating.rating.keyQuestions).toEqual([{ question: 'SAFE', rating: 'GOOD' }]);
      const read = await ask(
        '{ organisation(odsCode: "ZT010") { rating { overall publishedOn } ratings { totalCount } } }',
      );
      expect(read.data.organisation.rating).toEqual({ overall: 'OUTSTANDING', publishedOn: '2020-05-01' });
    });

    test.each([
      ['an unknown organisation', { odsCode: 'NOSUCH' }, 'NOT_FOUND'],
      ['a day in the future', { publishedOn: '2020-06-02' }, 'BAD_USER_INPUT'],
      ['a day before the opening', { publishedOn: '1950-01-01' }, 'BAD_USER_INPUT'],
      ['a day that is not in the calendar', { publishedOn: '2019-02-29' }, 'BAD_USER_INPUT'],
      ['a lower-case code', { odsCode: 'zt010' }, 'BAD_USER_INPUT'],
      [
        'a question named twice',
        {
          keyQuestions: [
            { question: 'SAFE', rating: 'GOOD' },
            { question: 'SAFE', rating: 'GOOD' },
          ],
        },
        'BAD_USER_INPUT',
      ],
    ])('refuses %s', async (_, wrong, code) => {
      const { errors } = await record({ odsCode: 'ZT010', overall: 'GOOD', publishedOn: '2019-05-01', ...wrong });
      expect(errors?.[0]?.extensions?.['code']).toBe(code);
    });
  });

  test.each([
    ['both first and last', '{ organisations(first: 1, last: 1) { nodes { odsCode } } }', 'BAD_USER_INPUT'],
    ['a page over 500', '{ organisations(first: 501) { nodes { odsCode } } }', 'BAD_USER_INPUT'],
    ['a damaged cursor', '{ organisations(after: "nonsense") { nodes { odsCode } } }', 'INVALID_CURSOR'],
    [
      'a name of one letter',
      '{ organisations(filter: {nameStartsWith: "a"}) { nodes { odsCode } } }',
      'BAD_USER_INPUT',
    ],
    [
      'names in another order',
      '{ organisations(filter: {nameStartsWith: "nhs"}, sort: {by: ODS_CODE}) { nodes { odsCode } } }',
      'BAD_USER_INPUT',
    ],
    ['less than none of a group', '{ ratingGroups { organisations(first: -1) { odsCode } } }', 'BAD_USER_INPUT'],
    ['more than 500 of a group', '{ ratingGroups { organisations(first: 501) { odsCode } } }', 'BAD_USER_INPUT'],
  ])('organisations refuses %s', async (_, query, code) => {
    const { errors } = await ask(query);
    expect(errors?.[0]?.extensions?.['code']).toBe(code);
  });

  test('organisations come by name where one is asked for, else by ODS code, also when null is given for the order', async () => {
    const { data, errors } = await ask(`{
      named: organisations(sort: null, filter: {nameStartsWith: "nhs"}, first: 500) { nodes { name } }
      all: organisations(sort: null, first: 500) { nodes { odsCode } }
      ratings(direction: null) { nodes { publishedOn } }
    }`);
    expect(errors).toBeUndefined();
    const names = data.named.nodes.map(({ name }: { name: string }) => name.toLowerCase());
    expect(names).toEqual(names.toSorted());
    expect(names).toContain('nhs improvement');
    const codes = data.all.nodes.map(({ odsCode }: { odsCode: string }) => odsCode);
    expect(codes).toEqual(codes.toSorted());
  });

  test('ratingGroups that are referred to are read once for each day', async () => {
    const days = ['2016-12-01', '2017-12-31'];
    const representations = Array.from({ length: 100 }, (_, index) => ({
      __typename: 'RatingGroup',
      id: `GOOD.${days[index % 2]}`,
    }));
    const { data } = await ask(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on RatingGroup { count } } }',
      { representations: [...representations, { __typename: 'RatingGroup', id: 'GOOD.2016-02-30' }] },
    );
    expect(running.statements()).toHaveLength(2);
    expect(data._entities).toHaveLength(101);
    expect(data._entities.at(-1)).toBeNull();
  });

  test('a wrong variable is refused without its value', async () => {
    const { errors } = await ask('query ($day: Date!) { ratingGroups(asOf: $day) { count } }', { day: 'secret' });
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors)).toContain('must be a date');
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  test('the number of statements does not depend on the number of rows', async () => {
    const query = (
      first: number,
    ) => `{ footprints(first: ${first}) { totalCount nodes { name region { name } practiceCount
      members(first: ${first}) { totalCount nodes { organisation { name parent { name } rating { overall } } } } } } }`;
    await ask(query(1));
    const few = running.statements().length;
    await ask(query(44));
    const many = running.statements().length;
    // The larger one finds the totals counted.
    expectAlike(kind, [Math.min(few, many), many], 9);
  });

  test('organisationsHoldings names types, fields, rows and the last refresh', async () => {
    const { data } = await ask('{ organisationsHoldings { subgraph partner lastRefresh types { name fields rows } } }');
    expect(data.organisationsHoldings.partner).toBe('Care Quality Commission');
    const types = new Map(data.organisationsHoldings.types.map((type: { name: string }) => [type.name, type]));
    expect(types.get('Footprint')).toMatchObject({ rows: 44 });
    expect(types.get('CultureAdoption')).toEqual({
      name: 'CultureAdoption',
      fields: ['id', 'ratingChange'],
      rows: null,
    });
    expect(data.organisationsHoldings.lastRefresh).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });
});
