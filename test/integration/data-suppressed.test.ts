/** Figures that the gateway withholds are the same in the graph and in every form of a data URL. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { csvRows } from '../support/csv-rows.js';
import { savedQuery } from '../support/start-archive.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { survey, surveysGraph } from '../security/suppression/surveys.js';

const newFolder = temporaryFolders();
let graph: ProtectedGraph;

let flagging: ProtectedGraph | undefined;

async function startSurveys(differencing: 'flag' | 'refuse'): Promise<ProtectedGraph> {
  const queries = newFolder();
  const text = `query ($region: String) {
    survey(id: "a", region: $region) { groups { name people appointed rate } }
  }`;
  writeFileSync(join(queries, 'groups.graphql'), savedQuery(text, '# table: survey.groups\n'));
  return startProtectedGraph({
    subgraphs: surveysGraph({ surveys: { a: survey([23, 41, 0], [3, 20, 0]) } }),
    folder: newFolder(),
    change: (config) => ({
      ...config,
      data: { ...config.data, queries },
      suppression: { ...config.suppression, differencing },
    }),
  });
}

beforeAll(async () => {
  graph = await startSurveys('refuse');
});
afterAll(async () => {
  await graph.stop();
  await flagging?.stop();
});

const read = (path: string) => fetch(new URL(path, graph.url));

describe('a table with withheld figures', () => {
  test('has a star for each in CSV', async () => {
    expect(csvRows(await (await read('/data/groups.csv?parents=false')).text())).toEqual([
      ['name', 'people', 'appointed', 'rate'],
      ['g0', '25', '*', '*'],
      ['g1', '40', '*', '*'],
      ['g2', '0', '*', '*'],
    ]);
  });

  test('has a star for each in XLSX', async () => {
    const bytes = new Uint8Array(await (await read('/data/groups.xlsx?parents=false')).arrayBuffer());
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
    expect(sheet.match(/>\*</g)).toHaveLength(6);
    expect(sheet).not.toMatch(/<v>(3|20|23|41)<\/v>/);
  });

  test.each(['ndjson', 'json'])('says so in %s', async (form) => {
    const [text = ''] = (await (await read(`/data/groups.${form}?parents=false`)).text()).split('"cutOff"');
    expect(text.match(/SMALL_NUMBER|"\*"/g)).toHaveLength(6);
    expect(text).not.toMatch(/:(3|20|23|41)\b/);
  });
});

test('a table whose figures can be subtracted from an earlier one is refused', async () => {
  await read('/data/groups.csv');
  const response = await read('/data/groups.csv?region=x');
  expect([response.status, await response.text()]).toEqual([429, expect.stringMatching(/DIFFERENCING_REFUSED/)]);
});

test('a table that can be subtracted from an earlier one says so where that is allowed', async () => {
  flagging = await startSurveys('flag');
  const about = async (path: string) => {
    const { about: told } = (await (await fetch(new URL(path, flagging!.url))).json()) as {
      about: { warnings: string[] };
    };
    return told.warnings;
  };
  expect(await about('/data/groups.json')).toEqual([]);
  expect(await about('/data/groups.json?region=x')).toEqual([expect.stringMatching(/difference of two figures/)]);
});
