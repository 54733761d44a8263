/** A partner whose subgraph is down costs only its own fields, in the graph that is shipped. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import type { Gateway } from '../../gateway/gateway.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import type { SubgraphName } from '../../subgraphs/kit/subgraph-definition.js';
import { askUrl } from '../support/ask.js';
import { sqliteDatabases } from '../support/databases.js';
import { readLibrary } from '../support/library.js';
import { gatewayTo, startGraph, type StartedGraph } from '../support/start-graph.js';

const NOBODY = 'http://127.0.0.1:1/graphql';
const library = new Map(readLibrary().map(({ slug, text }) => [slug, text]));
const gateways = new Map<SubgraphName, Gateway>();
const openUrl = sqliteDatabases();
let graph: StartedGraph;

beforeAll(async () => {
  graph = await startGraph(openUrl, createCountry({ practices: 100 }), () => new Date('2020-06-01T12:00:00Z'));
  for (const down of SUBGRAPH_NAMES) {
    const gateway = gatewayTo({ ...graph.urls, [down]: NOBODY });
    await gateway.start();
    gateways.set(down, gateway);
  }
});
afterAll(async () => {
  for (const gateway of gateways.values()) await gateway.stop();
  await graph.stop();
});

const text: unknown = expect.any(String);
const some: unknown = expect.anything();

const check = (slug: string, down: SubgraphName, kept: object) =>
  test(`${slug} keeps what the others answer`, async () => {
    const { data, errors } = await askUrl(gateways.get(down)!.url(), library.get(slug)!);
    expect(data).toMatchObject(kept);
    expect(new Set(errors?.map(({ extensions }) => extensions?.['serviceName']))).toEqual(new Set([down]));
  });

const firstOf = (node: object) => expect.arrayContaining([expect.objectContaining(node)]) as unknown;

describe('without organisations', () => {
  check('framework', 'organisations', {
    framework: { conditions: firstOf({ name: text, actions: firstOf({ name: text, progress: some }) }) },
  });
  check('practices-reached', 'organisations', {
    practiceSupport: { byMonth: firstOf({ reached: 0 }), byFootprint: firstOf({ footprint: null, practices: some }) },
  });
  check('vacancy-rate-by-rating', 'organisations', { ratingGroups: null, vacancySummary: { vacancyRate: text } });
  check('one-career', 'organisations', {
    person: { appointments: firstOf({ startedOn: text }), enrolments: firstOf({ enrolledOn: text }) },
  });
});

describe('without people', () => {
  check('one-footprint', 'people', {
    footprint: { name: text, members: { nodes: firstOf({ organisation: organisation({ leaders: null }) }) } },
  });
  check('vacancy-rate-by-rating', 'people', {
    ratingGroups: firstOf({ count: some, vacancySummary: null }),
    vacancySummary: null,
  });
});

describe('without programmes', () => {
  check('one-career', 'programmes', {
    person: { name: text, appointments: firstOf({ startedOn: text }), enrolments: null },
  });
  check('footprints-overview', 'programmes', {
    footprints: { nodes: firstOf({ name: text, leader: some, trainingOffer: null }) },
  });
});

describe('without funding', () => {
  check('one-footprint', 'funding', {
    footprint: {
      members: {
        nodes: firstOf({ organisation: organisation({ grantTotal: null, grantsByYear: null, leaders: some }) }),
      },
    },
  });
  check('grants-to-an-organisation', 'funding', {
    organisation: { name: text, lineage: some, lineageGrantsByYear: null },
  });
});

describe.each(SUBGRAPH_NAMES)('without %s', (down) => {
  const holdings = SUBGRAPH_NAMES.map((name) => [`${name}Holdings`, name === down ? null : some]);
  check('who-owns-what', down, Object.fromEntries(holdings) as object);
});

/** A member of a footprint, with its name and these fields of other partners. */
function organisation(others: object): unknown {
  return expect.objectContaining({ odsCode: text, name: text, ...others });
}
