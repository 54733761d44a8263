/** The four subgraphs of this repository keep the contract that others are held to. */
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { loadDefinition, SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import { readFileText } from '../../kit/read-file-text.js';
import { runChecks } from '../../partner/conform/run-checks.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { startSubgraph } from '../support/start-subgraph.js';

/** What cannot be tried: types with one key, and what is agreed with each partner. */
const UNTRIED = ['CONFORM_ENTITY_KEYS', 'CONFORM_UNSIGNED'];

const country = createCountry({ practices: 30, people: 500 });
const now = () => new Date('2017-12-31T12:00:00Z');
const openUrl = sqliteDatabases();

test.each(SUBGRAPH_NAMES)('%s conforms', async (name) => {
  const started = await startSubgraph(await loadDefinition(name), { url: await openUrl(), country, now });
  try {
    const address = {
      url: started.subgraph.url(),
      headers: {},
      sign: null,
      timeoutMs: 60_000,
      signal: new AbortController().signal,
    };
    const published = readFileText(join('schema', `${name}.graphql`));
    const expected = { published, signed: false, introspection: 'allowed', slopeMs: 50 } as const;
    const { results } = await runChecks(address, expected, null);
    expect(results.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(UNTRIED).toEqual(
      expect.arrayContaining(results.flatMap(({ code, result }) => (result === 'skipped' ? [code] : []))),
    );
  } finally {
    await started.stop();
  }
});
