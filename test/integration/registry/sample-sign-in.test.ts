/** Signing in by a click, where the registry runs on the same machine. */
import { beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { createSampleSignIn } from '../../../deploy/sample-sign-in.js';
import type { SampleSignIn } from '../../../gateway/studio-api/sample-sign-in.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
let started: StartedRegistry;
let samples: SampleSignIn;
beforeAll(async () => {
  started = await startRegistry(`sqlite:${join(newFolder(), 'registry.sqlite')}`);
  await started.partner('libraries');
  samples = createSampleSignIn(started.registry);
});

const ME = '{ me { partner { name } scopes token { expiresAt } } }';
const me = async (role: string) => (await started.ask(ME, {}, (await samples.signIn(role)).token)).data.me;

test('createSampleSignIn() knows readers and every partner', async () =>
  expect(await samples.roles()).toEqual([
    { id: 'analyst', kind: 'analyst', title: 'Analyst' },
    { id: 'front-end', kind: 'front-end', title: 'Front-end developer' },
    { id: 'partner:libraries', kind: 'partner', title: 'libraries' },
  ]));
test.each(['analyst', 'front-end'])('signIn() lets an %s read and do nothing', async (role) =>
  expect(await me(role)).toMatchObject({ partner: null, scopes: ['READ'] }),
);
test('signIn() lets a partner do what its own tokens may', async () =>
  expect(await me('partner:libraries')).toMatchObject({
    partner: { name: 'libraries' },
    scopes: ['PUBLISH', 'CHECK', 'GRANT', 'READ', 'TOKENS', 'WEBHOOKS'],
  }));
test('signIn() gives a token that ends within the hour, and stands in the audit log', async () => {
  const { expiresAt } = await samples.signIn('analyst');
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
  const { data } = await started.ask('{ auditLog(first: 1) { actor action } }');
  expect(data.auditLog).toEqual([{ actor: 'operator/this-machine', action: 'createToken' }]);
});
test.each(['partner:nobody', 'operator', ''])('signIn() refuses %j', (role) =>
  expect(samples.signIn(role)).rejects.toMatchObject({ status: 400 }),
);
