import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { eachDatabase, sqliteDatabases } from '../support/databases.js';
import { readLibrary } from '../support/library.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';

/** The questions whose number of statements is promised, by operation. */
const STATEMENTS_MAX: Readonly<Record<string, number>> = { 'footprints-overview': 12, 'one-footprint': 20 };

const library = readLibrary();
const small = createCountry({ practices: 200 });
const large = createCountry({ practices: 900, people: 6_000 });
const now = () => new Date('2020-06-01T12:00:00Z');
const answers = new Map<string, unknown>();

eachDatabase((openUrl, kind) => {
  let graph: StartedGraph;
  beforeAll(async () => {
    graph = await startGraph(openUrl, small, now);
  });
  afterAll(() => graph.stop());

  test.each(library)('$slug answers without errors, the same on every database', async ({ slug, text }) => {
    const { data, errors } = await graph.ask(text);
    expect(errors).toBeUndefined();
    const shown = JSON.stringify(data, (key, value: unknown) => (key === 'lastRefresh' ? undefined : value));
    expect(shown).not.toMatch(/^\{("\w+":(null|\[\])[,}])+/);
    if (kind === 'sqlite') answers.set(slug, shown);
    else expect(shown).toBe(answers.get(slug));
  });
});

describe('the number of SQL statements', () => {
  const openUrl = sqliteDatabases();
  let graphs: StartedGraph[];
  beforeAll(async () => {
    graphs = [await startGraph(openUrl, small, now), await startGraph(openUrl, large, now)];
  });
  afterAll(() => Promise.all(graphs.map((graph) => graph.stop())));

  test.each(library)('of $slug does not depend on the number of rows', async ({ slug, text }) => {
    const counts: number[] = [];
    for (const graph of graphs) {
      await graph.ask(text);
      counts.push(graph.statements().length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(STATEMENTS_MAX[slug] ?? 40);
  });
});
