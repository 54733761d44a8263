import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedData, testWithSharedData } from '../../../test/support/shared-data.js';
import { csvSource } from './csv-source.js';
import { jsonSource } from './json-source.js';
import { readSchemaCheck } from './schema-check.js';

const folder = mkdtempSync(join(tmpdir(), 'joinery-schema-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const SCHEMA = {
  $schema: 'http://json-schema.org/draft/2020-12/schema',
  properties: {
    title: { type: 'string', maxLength: 3, weight: 1 },
    amountAwarded: { type: 'number', maximum: 100 },
    recipientOrganization: { type: 'array', items: { $ref: '#/$defs/Organization' } },
  },
  $defs: { Organization: { properties: { id: { pattern: '^GB-' }, url: { format: 'uri' } } } },
};

async function schemaFile(content: string): Promise<string> {
  const path = join(folder, `${Math.abs(content.length)}-${content.charCodeAt(0)}.json`);
  await writeFile(path, content);
  return path;
}

describe('readSchemaCheck()', () => {
  const check = (title: string, record: object, problem: object | null) =>
    test(title, async () => {
      const verify = await readSchemaCheck(await schemaFile(JSON.stringify(SCHEMA)));
      const work = () => verify(jsonSource(record));
      if (problem === null) expect(work()).toBeUndefined();
      else expect(work).toThrow(expect.objectContaining(problem));
    });

  check('lets pass what the schema allows, and what it does not speak of', { title: 'abc', other: 1 }, null);
  check('refuses a value', { title: 'abcd' }, { column: 'title', value: 'abcd' });
  check(
    'refuses a value within a list',
    { recipientOrganization: [{ id: 'x' }] },
    {
      column: 'recipientOrganization/0/id',
      value: 'x',
      message: 'must match pattern "^GB-" (the given schema)',
    },
  );
  check(
    'refuses a format of a field that is not kept',
    { recipientOrganization: [{ id: 'GB-', url: 'x y' }] },
    {
      column: 'recipientOrganization/0/url',
    },
  );

  test('checks a line as the object that it stands for, and names its column', async () => {
    const verify = await readSchemaCheck(await schemaFile(JSON.stringify(SCHEMA)));
    const line = (cells: Readonly<Record<string, string>>) => csvSource((column) => cells[column] ?? '');
    expect(verify(line({ title: 'abc', 'amount awarded': '99.5' }))).toBeUndefined();
    expect(() => verify(line({ 'recipient org:identifier': 'x' }))).toThrow(
      expect.objectContaining({ column: 'Recipient Org:Identifier', value: 'x' }),
    );
    expect(() => verify(line({ 'amount awarded': '101' }))).toThrow(
      expect.objectContaining({ column: 'Amount Awarded', value: '101' }),
    );
  });

  test.each([
    ['no JSON', '{', 'CONFIG_INVALID', /must be a JSON Schema/],
    ['a schema of a package', '{"properties": {"grants": {}}}', 'CONFIG_INVALID', /schema of one grant/],
    ['an unknown draft', '{"$schema": "https://example.org/draft"}', 'CONFIG_INVALID', /draft/],
  ])('refuses %s', async (_, content, code, message) => {
    const work = readSchemaCheck(await schemaFile(content));
    await expect(work).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('refuses a file that is missing', async () => {
    await expect(readSchemaCheck(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  testWithSharedData('reads the schema of the standard', ['funding/360-giving-schema.json'], async () => {
    const verify = await readSchemaCheck(sharedData('funding/360-giving-schema.json'));
    expect(() => verify(jsonSource({ id: 'a' }))).toThrow(/required/);
    expect(() => verify(jsonSource({ id: 'a', currency: 'ABC' }))).toThrow();
  });
});
