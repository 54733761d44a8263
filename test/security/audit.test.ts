/** Who reads special-category data is written down before the answer leaves, in a log that shows every change. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { chmodSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog, type AuditLogOptions } from '../../gateway/pipeline/audit-log.js';
import { verifyAuditLog } from '../../gateway/pipeline/verify-audit-log.js';
import { createLog } from '../../kit/log.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { runHere } from '../support/run-here.js';
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

describe('a log in several files', () => {
  const ENTRY = { requestId: 'r', subject: 's', client: null, operation: 'O', fields: ['Person.group'], purpose: null };
  const log = createLog('test', 'silent');

  /** Writes an entry on each of these days. */
  async function written(folder: string, days: readonly string[], given: Partial<AuditLogOptions> = {}) {
    let day = '';
    const now = () => new Date(`${day}T12:00:00Z`);
    const audit = openAuditLog({ folder, retentionDays: 0, log, now, ...given });
    for (day of days) await audit.record(ENTRY);
    await audit.stop();
    return readdirSync(folder).sort();
  }

  test('has one for each day, which go on from each other', async () => {
    const folder = newFolder();
    expect(await written(folder, ['2026-01-01', '2026-01-01', '2026-01-02', '2026-01-03'])).toEqual(
      ['1', '2', '3'].map((part) => `audit-2026-01-01T12-00-00.000Z-${process.pid}.000${part}.jsonl`),
    );
    expect(await verifyAuditLog(folder)).toEqual({ entries: 4, problem: null });
  });

  test('has another when one is full', async () => {
    const folder = newFolder();
    expect(await written(folder, Array<string>(4).fill('2026-01-01'), { fileBytesMax: 400 })).toHaveLength(2);
    expect(await verifyAuditLog(folder)).toEqual({ entries: 4, problem: null });
  });

  test('tells that one is missing, was changed, or stands for another', async () => {
    const folder = newFolder();
    const files = (await written(folder, ['2026-01-01', '2026-01-02', '2026-01-03'])).map((name) => join(folder, name));
    const [first, second, third] = files.map((file) => readFileSync(file, 'utf8')) as [string, string, string];
    const problem = async (texts: readonly (string | null)[]) => {
      texts.forEach((text, at) =>
        text === null ? rmSync(files[at]!, { force: true }) : writeFileSync(files[at]!, text),
      );
      return (await verifyAuditLog(folder)).problem;
    };
    expect(await problem([first, null, third])).toMatchObject({
      file: files[2],
      what: 'the file before it is missing',
    });
    expect(await problem([first, third, null])).toMatchObject({ file: files[1], line: 1 });
    expect(await problem([first, second.replace('"s"', '"t"'), third])).toMatchObject({ file: files[1], line: 1 });
    expect(await problem([first, '', third])).toMatchObject({ file: files[2], line: 1 });
    expect(await problem([first, second, third])).toBeNull();
  });

  test('goes without those that are over their time, while the process runs', async () => {
    const folder = newFolder();
    // The files are written now, whatever the log takes for the time.
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const names = await written(folder, [day(0), day(20), day(40)], { retentionDays: 30 });
    expect(names.map((name) => name.slice(-10, -6))).toEqual(['0003']);
    expect(await verifyAuditLog(folder)).toEqual({ entries: 1, problem: null });
  });

  test('is checked by joinery audit verify, whole or by its files', async () => {
    const folder = newFolder();
    const [, second] = await written(folder, ['2026-01-01', '2026-01-02']);
    const verified = async (path: string) => (await runHere(['audit', 'verify', path])).stdout;
    expect(await verified(folder)).toBe('2 entries, unchanged\n');
    expect(await verified(join(folder, second!))).toBe('1 entries, unchanged\n');
  });
});
