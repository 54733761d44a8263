/** What waits of one partner holds up nothing that waits of another. */
import { expect, test } from '@jest/globals';
import { openStore } from '../../registry/store/store.js';
import { DocumentPart } from '../../registry/store/entities/document-part.js';
import { SubgraphVersion } from '../../registry/store/entities/subgraph-version.js';
import { sqliteDatabases } from '../support/databases.js';
import { startRegistry } from '../support/start-registry.js';

const openUrl = sqliteDatabases();

test('one that cannot be weighed again holds up no other', async () => {
  const url = await openUrl();
  const registry = await startRegistry(url);
  const evil = await registry.partner('evil');
  const victim = await registry.partner('victim');
  const waiting = (name: string) =>
    `type Query { ${name}: Later } extend type Later @key(fields: "id") { id: ID! ${name}: Int }`;
  expect(await registry.publish(evil, 'a-waits', waiting('a'))).toMatchObject({ outcome: 'QUARANTINED' });
  expect(await registry.publish(victim, 'b-waits', waiting('b'))).toMatchObject({ outcome: 'QUARANTINED' });

  const store = await openStore(url);
  const { sdlHash: hash } = await store.read.manager.findOneByOrFail(SubgraphVersion, { subgraph: 'a-waits' });
  await store.write((manager) => manager.delete(DocumentPart, { hash }));
  await store.close();

  const later = 'type Query { later: Later } type Later @key(fields: "id") { id: ID! }';
  expect(await registry.publish(victim, 'later', later)).toMatchObject({ outcome: 'LIVE' });
  await registry.registry.settled();
  const { data } = await registry.ask('{ subgraph(name: "b-waits") { live { number } } }');
  expect(data.subgraph.live).toEqual({ number: 1 });
});
