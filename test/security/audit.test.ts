/** Who reads special-category data is written down before the answer leaves, in a log that shows every change. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { chmodSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAuditLog } from '../../gateway/pipeline/verify-audit-log.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const SUBGRAPHS: Subgraphs = {
  staff: {
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@tag", "@requiresScopes"])
      type Query { one: Person open: String }
      type Person { name: String group: String @tag(name: "special-category") @requiresScopes(scopes: [["special"]]) }`,
    fields: { 'Query.one': { name: 'Ann', group: 'BME' }, 'Query.open': 'o' },
  },
};

let graph: ProtectedGraph;
afterEach(async () => graph.stop());

async function start(folder: string, retentionDays = 0): Promise<void> {
  const change = (config: Parameters<NonNullable<Parameters<typeof startProtectedGraph>[0]['change']>>[0]) => ({
    ...config,
    audit: { ...config.audit, folder, retentionDays },
  });
  graph = await startProtectedGraph({ subgraphs: SUBGRAPHS, folder: newFolder(), change });
}
const filesOf = (folder: string) => readdirSync(folder).map((name) => join(folder, name));
const READER = { scopes: ['special'], headers: { 'x-purpose-of-use': 'research', 'x-request-id': 'r-1' } };
const QUERY = 'query Group { one { name group } }';

test('a read is written down with who, what and why, and no value', async () => {
  const folder = join(newFolder(), 'audit');
  await start(folder);
  expect((await graph.ask(QUERY, READER)).body).toEqual({ data: { one: { name: 'Ann', group: 'BME' } } });
  const [file] = filesOf(folder) as [string];
  const text = readFileSync(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    number: 1,
    requestId: 'r-1',
    subject: 'with special',
    operation: 'Group',
    fields: ['Person.group'],
    purpose: 'research',
  });
  expect(text).not.toMatch(/BME|Ann/);
});

test('what is withheld or not special is not written down', async () => {
  const folder = newFolder();
  await start(folder);
  await graph.ask(QUERY);
  await graph.ask('{ one { name } open }', READER);
  expect(filesOf(folder)).toEqual([]);
});

test('an operation that cannot be written down is refused, others go on', async () => {
  const folder = join(newFolder(), 'file');
  writeFileSync(folder, '');
  chmodSync(folder, 0o400);
  await start(folder);
  graph.received();
  const { status, body } = await graph.ask(QUERY, READER);
  expect([status, body.data, body.errors[0].extensions.code]).toEqual([503, undefined, 'AUDIT_LOG_UNAVAILABLE']);
  expect(graph.received()).toEqual([]);
  expect((await graph.ask('{ one { name } open }', READER)).status).toBe(200);
});

test('files that are over their time are removed when a new one is begun', async () => {
  const folder = newFolder();
  const old = join(folder, 'audit-2020-01-01.jsonl');
  writeFileSync(old, '');
  utimesSync(old, new Date('2020-01-02'), new Date('2020-01-02'));
  writeFileSync(join(folder, 'audit-now.jsonl'), '');
  await start(folder, 30);
  await graph.ask(QUERY, READER);
  expect(filesOf(folder)).not.toContain(old);
  expect(filesOf(folder)).toHaveLength(2);
});

describe('the chain of a log', () => {
  test('shows a line that was changed, taken out, added or put elsewhere', async () => {
    const folder = newFolder();
    await start(folder);
    await Promise.all(Array.from({ length: 5 }, async () => graph.ask(QUERY, READER)));
    const [file] = filesOf(folder) as [string];
    expect(await verifyAuditLog(file)).toEqual({ entries: 5, problem: null });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const after = async (changed: string[]) => {
      writeFileSync(file, `${changed.join('\n')}\n`);
      return (await verifyAuditLog(file)).problem?.line;
    };
    expect(await after(lines.with(1, lines[1]!.replace('research', 'anything')))).toBe(2);
    expect(await after(lines.toSpliced(1, 1))).toBe(2);
    expect(await after(lines.toSpliced(3, 0, lines[2]!))).toBe(4);
    expect(await after([lines[1]!, lines[0]!, ...lines.slice(2)])).toBe(1);
    expect(await after([...lines.slice(0, 4), lines[4]!.slice(0, 40)])).toBe(5);
    expect(await after(lines)).toBe(undefined);
  });
});
