/** What docs/analysts.md shows is run, against the graph that is shipped. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';

const SHOWN = 'http://localhost:4000';
const page = readFileSync('docs/analysts.md', 'utf8');
const openUrl = sqliteDatabases();
const run = promisify(execFile);
let graph: StartedGraph;
let base: string;
let folder: string;

beforeAll(async () => {
  graph = await startGraph(openUrl, createCountry({ practices: 200 }), () => new Date('2020-06-01T12:00:00Z'));
  base = new URL((await graph.get('/data')).url).origin;
  folder = mkdtempSync(join(tmpdir(), 'joinery-analysts-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await graph.stop();
});

/** The examples in one language. */
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text!);
const here = (text: string) => text.replaceAll(SHOWN, base);

/** Runs an example, unless what it needs is not installed: that `probe` says. */
async function runExample(command: string, args: readonly string[], probe: readonly string[]): Promise<string | null> {
  const [program = '', ...rest] = probe;
  const isThere = await run(program, rest).then(
    () => true,
    () => false,
  );
  if (!isThere)
    process.stderr.write(`Skipped: ${probe.join(' ')} fails, so an example of docs/analysts.md was not run\n`);
  return isThere ? (await run(command, args, { cwd: folder })).stdout : null;
}

test.each([...new Set(page.match(/http:\/\/localhost:4000\/data[^\s"\'`]*/g))])('%s is answered', async (url) => {
  const response = await fetch(here(url));
  const body = await response.text();
  expect([response.status, body.length > 100]).toEqual([200, true]);
});

describe('on the command line', () => {
  test.each(blocks('sh').flatMap((text) => text.trim().split('\n')))('%s', async (line) => {
    const told = await runExample('sh', ['-c', here(line)], ['curl', '--version']);
    if (told === null) return;
    const table = line.includes('--output') ? readFileSync(join(folder, 'practices.csv'), 'utf8') : told;
    expect(table.trim().split('\n').length).toBeGreaterThan(2);
  });
});

test.each(blocks('python'))('in Python: %#', async (text) => {
  const needs = text.includes('pandas') ? 'import pandas' : 'import csv';
  const told = await runExample('python3', ['-c', here(text)], ['python3', '-c', needs]);
  if (text.includes('print(') && told !== null) expect(told).toBe('44 footprints\n');
});

test.each(blocks('r'))('in R: %#', async (text) => {
  const told = await runExample('Rscript', ['-e', `${here(text)}\ncat(nrow(practices))`], ['Rscript', '--version']);
  if (told !== null) expect(told).toBe('200');
});
