import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { programmes } from './programmes.js';

const country = createCountry({ practices: 300 });
const member = country.person(country.aspiringChiefExecutives[0]!.person);

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const resolve = (fields: string, ...representations: object[]) =>
    running.ask(`query ($all: [_Any!]!) { _entities(representations: $all) { __typename ${fields} } }`, {
      all: representations,
    });

  beforeAll(async () => {
    running = await startSubgraph(programmes, { url: await openUrl(), country });
  });
  afterAll(() => running.stop());

  test('every entity is found by its key, and is null for an unknown one', async () => {
    const enrolmentId = `ACE-1:${member.id}`;
    const keys = [
      ['Programme', 'code', 'ACE'],
      ['Cohort', 'id', 'ACE-1'],
      ['Enrolment', 'id', enrolmentId],
      ['Outcome', 'id', `${enrolmentId}:GRADUATED`],
      ['TrainingOffer', 'id', 'ZF01'],
      ['PracticeSupport', 'id', 'ZP000001'],
      ['CultureAdoption', 'id', 'ZT006'],
    ] as const;
    const representations = keys.flatMap(([__typename, field, value]) => [
      { __typename, [field]: value },
      { __typename, [field]: 'UNKNOWN' },
    ]);
    const fields = keys.map(([type, field]) => `... on ${type} { ${field} }`).join(' ');
    const { data, errors } = await resolve(fields, ...representations);
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual(representations.map((one, place) => (place % 2 === 0 ? one : null)));
  });

  test('a representation without its key is refused alone', async () => {
    const { data, errors } = await resolve(
      '... on Cohort { name }',
      { __typename: 'Cohort', id: 'ACE-1' },
      { __typename: 'Cohort' },
      { __typename: 'Cohort', id: 7 },
    );
    expect(data._entities).toEqual([{ __typename: 'Cohort', name: 'Aspiring Chief Executives, cohort 1' }, null, null]);
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['_entities', 1], 'BAD_USER_INPUT'],
      [['_entities', 2], 'BAD_USER_INPUT'],
    ]);
  });

  test('Person.enrolments are the latest first; nobody unknown has any', async () => {
    const { data } = await resolve(
      '... on Person { enrolments { enrolledOn person { id } cohort { programme { code } } organisation { odsCode } } }',
      { __typename: 'Person', id: member.id },
      { __typename: 'Person', id: 'NOBODY' },
    );
    const [known, unknown] = data._entities;
    expect(known.enrolments).toContainEqual({
      enrolledOn: '2016-12-31',
      person: { id: member.id },
      cohort: { programme: { code: 'ACE' } },
      organisation: { odsCode: member.odsCode },
    });
    const days = known.enrolments.map(({ enrolledOn }: { enrolledOn: string }) => enrolledOn);
    expect(days).toEqual(days.toSorted().reverse());
    expect(unknown.enrolments).toEqual([]);
  });

  test('Organisation has enrolments in pages, its practice support, its culture adoption and its programmes', async () => {
    const { data } = await resolve(
      `... on Organisation {
        enrolments(first: 2) { totalCount nodes { id organisation { odsCode } } pageInfo { hasNextPage } }
        practiceSupport { practice { odsCode } footprint { odsCode } region { code } }
        cultureAdoption { phase }
        programmes { code }
      }`,
      { __typename: 'Organisation', odsCode: member.odsCode },
      { __typename: 'Organisation', odsCode: 'ZP000002' },
      { __typename: 'Organisation', odsCode: 'NHSI' },
      { __typename: 'Organisation', odsCode: 'ZT006' },
    );
    const [trust, practice, funder, adopter] = data._entities;
    expect(trust.enrolments.totalCount).toBeGreaterThan(0);
    expect(trust.enrolments.nodes[0].organisation.odsCode).toBe(member.odsCode);
    const { footprint, region } = country.practice(1);
    expect(practice.practiceSupport).toEqual({
      practice: { odsCode: 'ZP000002' },
      footprint: { odsCode: country.footprints[footprint]!.odsCode },
      region: { code: region },
    });
    expect(practice).toMatchObject({ cultureAdoption: null, programmes: [] });
    expect(funder).toMatchObject({ practiceSupport: null, programmes: [{ code: 'ACE' }] });
    expect(adopter.cultureAdoption).toEqual({ phase: 'DELIVER' });
  });

  test('Footprint has its training offer and its reach; an unknown one has neither', async () => {
    const { data } = await resolve(
      '... on Footprint { trainingOffer { status } practiceReach(asOf: "2018-12-31") { footprint { odsCode } practices reached } }',
      { __typename: 'Footprint', odsCode: 'ZF01' },
      { __typename: 'Footprint', odsCode: 'ZF99' },
    );
    const [known, unknown] = data._entities;
    const practices = Array.from({ length: country.practices }, (_, index) => country.practice(index));
    expect(known.practiceReach.practices).toBe(practices.filter(({ footprint }) => footprint === 0).length);
    expect(known.practiceReach.footprint.odsCode).toBe('ZF01');
    expect(known.trainingOffer).not.toBeNull();
    expect(unknown).toEqual({ __typename: 'Footprint', trainingOffer: null, practiceReach: null });
  });
});
