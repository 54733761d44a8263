import { expect, test } from '@jest/globals';
import { putDocument, readDocument } from '../../../registry/store/documents.js';
import { openStore } from '../../../registry/store/store.js';
import { eachDatabase } from '../../support/databases.js';

eachDatabase((openUrl) => {
  test('the migrations of the registry give the tables of its entities', async () => {
    const store = await openStore(await openUrl());
    await store.migrate();
    const { upQueries } = await store.read.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await store.close();
  });

  test.each([
    ['an empty text', ''],
    ['a text of many parts', 'a line\n'.repeat(20_000)],
    ['signs of four bytes across the parts', `x${'😀'.repeat(20_000)}`],
  ])('readDocument() gives %s as putDocument() was given it', async (_title, text) => {
    const store = await openStore(await openUrl());
    await store.migrate();
    const hash = await store.write((manager) => putDocument(manager, text));
    expect(await store.write((manager) => putDocument(manager, text))).toBe(hash);
    expect(await readDocument(store.read.manager, hash)).toBe(text);
    await store.close();
  });
});
