/** What belongs to another partner is taken by no directive without a grant, by the commands that partners use. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended } from '../support/joinery-command.js';
import { eachDatabase } from '../support/databases.js';
import { runHere } from '../support/run-here.js';
import { FEDERATION, startRegistry, type StartedRegistry } from '../support/start-registry.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { PEOPLE, THEFTS } from '../support/thefts.js';

const newFolder = temporaryFolders();

eachDatabase((openUrl) => {
  const folder = newFolder();
  let registry: StartedRegistry;
  const tokens: Record<string, string> = {};
  const as = (who: string, ...args: string[]): Promise<Ended> =>
    runHere(args, { env: { JOINERY_REGISTRY_URL: registry.url, JOINERY_REGISTRY_TOKEN: tokens[who]! } });
  const publish = (who: string, name: string, sdl: string): Promise<Ended> => {
    const schema = join(folder, `${name}.graphql`);
    writeFileSync(schema, FEDERATION + sdl);
    const approval = ['--approved-by', 'Jo', '--reason', 'Test'];
    const url = ['--routing-url', `http://127.0.0.1/${name}`];
    return as(who, 'subgraph', 'publish', '--name', name, '--schema', schema, ...url, ...approval);
  };
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    for (const name of ['owner', 'thief']) tokens[name] = await registry.partner(name);
    expect((await publish('owner', 'people', PEOPLE)).code).toBe(0);
  });

  describe.each(THEFTS)('$title', ({ sdl, code, coordinate, grants, flow }) => {
    test('is refused without a grant: with its code, both lines, the way out and exit status 3', async () => {
      const { code: exitCode, stdout, stderr } = await publish('thief', 'thief', sdl);
      expect(exitCode).toBe(3);
      expect(stderr).toMatch(/^VERSION_REFUSED: .*thief, \d+ error/);
      expect(stdout).toMatch(/^REFUSED {2}/);
      expect(stdout).toContain(`ERROR ${code}`);
      expect(stdout).toMatch(new RegExp(`joinery grant request ${coordinate} --act [A-Z_]+ --reason`));
      expect(stdout).toMatch(/^ {6}\S+thief\.graphql:\d+ +\S/m);
      expect(stdout).toMatch(/^ {6}people:\d+ +\S/m);
      expect(stdout).toMatch(/^ {4}Who acts +thief$/m);
      if (flow) expect(stdout).toContain(`Data flow  ${flow.join(', ')}: from owner to thief`);
    });

    test('is in the audit log', async () => {
      const { data } = await registry.ask('{ auditLog(first: 1) { action subject outcome detail } }');
      const detail = expect.stringContaining(code);
      expect(data.auditLog[0]).toMatchObject({
        action: 'publishSubgraph',
        subject: 'thief',
        outcome: 'REFUSED',
        detail,
      });
    });

    test('is accepted with a grant of the owner, and refused again without', async () => {
      const ids: string[] = [];
      for (const grant of grants) {
        const [act, on] = grant.split(' ') as [string, string];
        const asked = await as(
          'thief',
          'grant',
          'request',
          on,
          '--act',
          act,
          '--reason',
          'We agreed',
          '--format',
          'json',
        );
        const { data } = JSON.parse(asked.stdout) as { data: { id: string; status: string } };
        expect([asked.code, data.status]).toEqual([0, 'ASKED']);
        expect((await as('thief', 'grant', 'approve', data.id)).stderr).toMatch(/^FORBIDDEN: /);
        expect((await as('owner', 'grant', 'approve', data.id, '--expires', '1d')).stdout).toMatch(/APPROVED\s+until /);
        ids.push(data.id);
      }
      expect(await publish('thief', 'thief', sdl)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^LIVE {2}/),
      });
      expect((await publish('thief', 'thief', 'type Query { harmless: Int }')).code).toBe(0);
      for (const id of ids) expect((await as('owner', 'grant', 'revoke', id)).stdout).toContain('REVOKED');
      expect((await publish('thief', 'thief', sdl)).code).toBe(3);
    });
  });
});
