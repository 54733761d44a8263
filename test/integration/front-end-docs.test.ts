/** Every example of docs/front-end.md gives the answer that stands below it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { textOf } from '../support/repository-files.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';

const openUrl = sqliteDatabases();
let graph: StartedGraph;
let gateway: Gateway;
beforeAll(async () => {
  graph = await startGraph(openUrl, createCountry({ practices: 100 }), () => new Date('2020-06-01T12:00:00Z'));
  const subgraph = Object.entries(graph.urls).map(([name, url]) => `${name}=${url}`);
  gateway = createGateway({ ...readGatewayConfig({ port: '0', subgraph }, {}), exposeQueryPlans: true });
  await gateway.start();
});
afterAll(async () => {
  await gateway.stop();
  await graph.stop();
});

interface Example {
  readonly command: string;
  /** The parts of the answer, in JSON. */
  readonly answers: readonly string[];
}

test.each(examples(textOf('docs/front-end.md') ?? ''))('$command', async ({ command, answers }) => {
  const parts = await run(command);
  expect(parts).toHaveLength(answers.length);
  answers.forEach((answer, index) => expect(parts[index]).toMatchObject(expected(JSON.parse(answer)) as object));
});

test('there are examples', () => expect(examples(textOf('docs/front-end.md') ?? '').length).toBeGreaterThan(6));

/** Each command with the answers that follow it. */
function examples(page: string): Example[] {
  const blocks = [...page.matchAll(/^```(sh|json)\n([^]*?)\n```$/gm)].map(([, language, text]) => ({
    language,
    text: text!,
  }));
  return blocks.flatMap(({ language, text: command }, index): Example[] => {
    if (language !== 'sh') return [];
    const next = blocks.findIndex((block, at) => at > index && block.language === 'sh');
    const answers = blocks.slice(index + 1, next < 0 ? undefined : next).map(({ text }) => text);
    return [{ command, answers }];
  });
}

/** Does what the command would do; there may be no curl where tests run. */
async function run(command: string): Promise<unknown[]> {
  expect(command).toMatch(/^curl -s http:\/\/localhost:4000\/graphql( -H '[^']+')* -d '[^']+'$/);
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]): [string, string] => [
    name!,
    value!,
  ]);
  const body = / -d '([^']+)'$/.exec(command)![1]!;
  const response = await fetch(gateway.url(), { method: 'POST', headers, body });
  const lines = (await response.text()).split(/\r?\n/).filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as unknown);
}

/** With anything in place of `…`. */
function expected(value: unknown): unknown {
  if (value === '…') return expect.anything();
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, expected(below)]));
}
