import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { programmes } from './programmes.js';

const country = createCountry({ practices: 300 });

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const ask = (query: string, variables?: Record<string, unknown>) => running.ask(query, variables);

  beforeAll(async () => {
    running = await startSubgraph(programmes, {
      url: await openUrl(),
      country,
      now: () => new Date('2021-01-01T12:00:00Z'),
    });
  });
  afterAll(() => running.stop());

  test('the migrated schema is the schema of the entities', async () => {
    const sql = await running.subgraph.database().read.driver.createSchemaBuilder().log();
    expect(sql.upQueries.map(({ query }) => query)).toEqual([]);
  });

  describe('Query.framework', () => {
    test('states title, month, capabilities, contributors and source', async () => {
      const { data } = await ask(`{ framework {
        title publishedOn capabilities { name } developedBy { name organisation { odsCode } } source { title asOf }
      } }`);
      expect(data.framework).toEqual({
        title: 'Developing People – Improving Care',
        publishedOn: '2016-12-01',
        capabilities: [
          { name: 'Systems leadership' },
          { name: 'Quality improvement' },
          { name: 'Inclusive and compassionate leadership' },
          { name: 'Talent management' },
        ],
        developedBy: [
          { name: 'NHS Improvement', organisation: { odsCode: 'NHSI' } },
          { name: 'Care Quality Commission', organisation: { odsCode: 'CQC' } },
          { name: 'Department of Health', organisation: { odsCode: 'DH' } },
          { name: 'Health Education England', organisation: { odsCode: 'HEE' } },
        ],
        source: { title: 'Launch of Developing People – Improving Care', asOf: '2016-12-01' },
      });
    });

    test('has five conditions, each with actions that somebody answers for', async () => {
      const { data } = await ask(`{ framework { conditions {
        number certainty source { url }
        actions { id certainty synthetic responsible { odsCode } programmes { code } progress { status participants completed } }
      } } }`);
      const { conditions } = data.framework;
      expect(conditions.map((condition: { number: number }) => condition.number)).toEqual([1, 2, 3, 4, 5]);
      expect(conditions.map(({ actions }: { actions: unknown[] }) => actions.length)).toEqual([2, 4, 2, 1, 1]);
      expect(conditions.map(({ certainty }: { certainty: string }) => certainty)).toEqual([
        ...Array<string>(4).fill('PUBLISHED'),
        'UNCERTAIN',
      ]);
      const actions = conditions.flatMap((condition: { actions: unknown[] }) => condition.actions);
      expect(actions.every((action: { responsible: unknown[] }) => action.responsible.length > 0)).toBe(true);
      expect(actions.filter((action: { synthetic: boolean }) => action.synthetic)).toMatchObject([
        { id: '4.1', certainty: 'SYNTHETIC' },
        { id: '5.1', certainty: 'SYNTHETIC' },
      ]);
      expect(actions[5]).toMatchObject({ id: '2.4', progress: { participants: 28, completed: 28 } });
    });

    test('names the programmes of each capability', async () => {
      const { data } = await ask('{ framework { capabilities { code programmes { code } } } }');
      expect(data.framework.capabilities[1]).toEqual({
        code: 'QUALITY_IMPROVEMENT',
        programmes: [{ code: 'GP_SUPPORT' }],
      });
    });
  });

  describe('Query.programmes', () => {
    test('goes up the ladder, then by code', async () => {
      const { data } = await ask('{ programmes { code ladderStep durationMonths placesPerCohort } }');
      expect(data.programmes.map(Object.values)).toEqual([
        ['EDWARD_JENNER', 1, null, null],
        ['MARY_SEACOLE', 2, 6, null],
        ['ROSALIND_FRANKLIN', 3, 9, null],
        ['ELIZABETH_GARRETT_ANDERSON', 4, 24, 48],
        ['NYE_BEVAN', 5, 12, null],
        ['ACE', 6, 12, 14],
        ['CULTURE', null, null, null],
        ['GP_SUPPORT', null, null, null],
        ['LOCAL_VISION', null, null, null],
        ['READY_NOW', null, null, null],
        ['STEPPING_UP', null, null, null],
        ['STP_TRAINING', null, null, null],
      ]);
    });

    test('filters by kind', async () => {
      const { data } = await ask('{ programmes(kind: SYSTEM_LEADERSHIP) { code } }');
      expect(data.programmes).toEqual([{ code: 'LOCAL_VISION' }]);
    });
  });

  test('Programme.previousStep and nextStep end with the ladder', async () => {
    const { data } = await ask(`{
      first: programme(code: "EDWARD_JENNER") { previousStep { code } nextStep { code } }
      last: programme(code: "ACE") { previousStep { code } nextStep { code } }
      beside: programme(code: "CULTURE") { previousStep { code } nextStep { code } }
      none: programme(code: "NOBODY") { code }
    }`);
    expect(data).toEqual({
      first: { previousStep: null, nextStep: { code: 'MARY_SEACOLE' } },
      last: { previousStep: { code: 'NYE_BEVAN' }, nextStep: null },
      beside: { previousStep: null, nextStep: null },
      none: null,
    });
  });

  test('Programme shows who delivers, funds and chairs, and both disputed figures with their sources', async () => {
    const { data } = await ask(`{ programme(code: "ACE") {
      deliveredBy { odsCode } fundedBy { odsCode } boardChairedBy { odsCode } capabilities { code }
      statements { value unit certainty source { title publisher url } }
    } }`);
    expect(data.programme).toMatchObject({
      deliveredBy: { odsCode: 'NHSLA' },
      fundedBy: { odsCode: 'NHSI' },
      boardChairedBy: { odsCode: 'NHSP' },
      capabilities: [{ code: 'SYSTEMS_LEADERSHIP' }, { code: 'TALENT_MANAGEMENT' }],
    });
    const publisher = 'NHS Providers';
    expect(
      data.programme.statements.filter(({ certainty }: { certainty: string }) => certainty === 'DISPUTED'),
    ).toMatchObject([
      { value: '9', unit: 'people', source: { title: 'Aspiring chief executives report: introduction', publisher } },
      { value: '36', unit: '%', source: { title: 'Aspiring chief executives report: foreword', publisher } },
    ]);
  });

  describe('Query.trainingOffers', () => {
    test('has one offer for each of the 44 footprints, of which 10 attended the course', async () => {
      const { data } = await ask(`{ trainingOffers(first: 100) { totalCount nodes {
        id status attendedCourse peopleTrained synthetic footprint { odsCode } skillNeeds { priority skill }
      } } }`);
      expect(data.trainingOffers.totalCount).toBe(44);
      const { nodes } = data.trainingOffers;
      expect(nodes.filter(({ attendedCourse }: { attendedCourse: boolean }) => attendedCourse)).toHaveLength(10);
      expect(nodes.every(({ synthetic }: { synthetic: boolean }) => synthetic)).toBe(true);
      expect(nodes.map((node: { footprint: { odsCode: string } }) => node.footprint.odsCode)).toEqual(
        country.footprints.map(({ odsCode }) => odsCode),
      );
      for (const { skillNeeds } of nodes) {
        const priorities = skillNeeds.map(({ priority }: { priority: number }) => priority);
        expect(priorities).toEqual(priorities.toSorted());
      }
    });

    test('pages by status in both directions', async () => {
      const page = 'totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage }';
      const all = await ask(`{ trainingOffers(status: IN_TRAINING, first: 44) { nodes { id status } } }`);
      const ids = all.data.trainingOffers.nodes.map(({ id }: { id: string }) => id);
      const first = (await ask(`{ trainingOffers(status: IN_TRAINING, first: 2) { ${page} } }`)).data.trainingOffers;
      expect(first).toMatchObject({
        totalCount: ids.length,
        edges: [{ node: { id: ids[0] } }, { node: { id: ids[1] } }],
      });
      const next = await ask(
        `query ($after: String) { trainingOffers(status: IN_TRAINING, first: 2, after: $after) { ${page} } }`,
        {
          after: first.edges[1].cursor,
        },
      );
      expect(next.data.trainingOffers.edges[0].node.id).toBe(ids[2]);
      const last = await ask(`{ trainingOffers(status: IN_TRAINING, last: 1) { ${page} } }`);
      expect(last.data.trainingOffers).toMatchObject({
        edges: [{ node: { id: ids.at(-1) } }],
        pageInfo: { hasNextPage: false, hasPreviousPage: true },
      });
    });
  });

  describe('Query.cultureProgramme', () => {
    test('has three phases with published months, and 84 generated adoptions, three of them pilots', async () => {
      const { data } = await ask(`{ cultureProgramme {
        programme { deliveredBy { odsCode } } phases { code publishedOn adopters }
        adoptions(first: 100) { totalCount nodes { id pilot synthetic startedOn organisation { odsCode } } }
        statements { value }
      } }`);
      const { phases, adoptions, statements, programme } = data.cultureProgramme;
      expect(programme.deliveredBy.odsCode).toBe('KINGSFUND');
      expect(phases.map(({ code, publishedOn }: { code: string; publishedOn: string }) => [code, publishedOn])).toEqual(
        [
          ['DISCOVER', '2016-09-01'],
          ['DESIGN', '2018-03-01'],
          ['DELIVER', null],
        ],
      );
      expect(phases.reduce((sum: number, { adopters }: { adopters: number }) => sum + adopters, 0)).toBe(84);
      expect(adoptions.totalCount).toBe(84);
      expect(adoptions.nodes.filter(({ pilot }: { pilot: boolean }) => pilot)).toHaveLength(3);
      expect(adoptions.nodes.every(({ synthetic }: { synthetic: boolean }) => synthetic)).toBe(true);
      expect(statements.map(({ value }: { value: string }) => value)).toEqual(['3', '21', '80', null]);
    });

    test('filters adoptions by phase', async () => {
      const { data } = await ask(
        '{ cultureProgramme { adoptions(phase: DELIVER, first: 2) { totalCount nodes { phase } } } }',
      );
      expect(data.cultureProgramme.adoptions.nodes).toEqual([{ phase: 'DELIVER' }, { phase: 'DELIVER' }]);
      expect(data.cultureProgramme.adoptions.totalCount).toBeLessThan(84);
    });
  });

  test('Query.programmesHoldings counts rows and never names what is not in the contract', async () => {
    const { data } = await ask('{ programmesHoldings { partner types { name fields rows } lastRefresh } }');
    const { partner, types, lastRefresh } = data.programmesHoldings;
    expect(partner).toBe('Health Education England');
    expect(types.find(({ name }: { name: string }) => name === 'PracticeSupport').rows).toBe(300);
    expect(JSON.stringify(types)).not.toContain('ethnicCategory');
    expect(lastRefresh).not.toBeNull();
  });

  test('an operation on a database that was not seeded says so', async () => {
    const empty = await startSubgraph(programmes, { url: await openUrl() });
    const { data, errors } = await empty.ask('{ practiceSupport { target byMonth { month } } programmes { code } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ practiceSupport: { target: 7800, byMonth: [] }, programmes: [] });
    const refused = await empty.ask('{ cultureProgramme { programme { code } } }');
    expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await empty.stop();
  });

  test('seeding that is stopped midway leaves nothing', async () => {
    const empty = await startSubgraph(programmes, { url: await openUrl() });
    const stop = new AbortController();
    const progress = { report: () => stop.abort(new Error('stopped')), end: () => undefined };
    const large = createCountry({ practices: 6_000 });
    const seeding = programmes.seed(empty.subgraph.database(), { country: large, progress, signal: stop.signal });
    await expect(seeding).rejects.toThrow('stopped');
    const { data } = await empty.ask('{ programmes { code } programmesHoldings { lastRefresh types { rows } } }');
    expect(data.programmes).toEqual([]);
    expect(data.programmesHoldings.lastRefresh).toBeNull();
    expect(data.programmesHoldings.types.every(({ rows }: { rows: number | null }) => !rows)).toBe(true);
    await empty.stop();
  });
});
