import { expect, test } from '@jest/globals';
import { sqliteDatabases } from '../../test/support/databases.js';
import { AuditEntry } from '../store/entities/audit-entry.js';
import { openStore } from '../store/store.js';
import { createStrangers } from './strangers.js';

const openUrl = sqliteDatabases();

test('note() writes a few entries of whoever asks for very many paths', async () => {
  const store = await openStore(await openUrl());
  await store.migrate();
  const strangers = createStrangers(() => store);
  for (let i = 0; i < 1_000; i++) strangers.note(`/contracts/c${i}/supergraph`);
  await strangers.stop();
  const entries = await store.read.manager.find(AuditEntry, { order: { number: 'ASC' } });
  await store.close();
  expect(entries).toHaveLength(11);
  expect(entries.at(-1)).toMatchObject({ subject: 'other paths', detail: expect.stringContaining('990 times') });
});
