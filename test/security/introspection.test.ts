/** Who may read the schema, as the operator says: it is told to nobody else, by GraphQL or by what the studio asks. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startProtectedGraph, tokenWith, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const SUBGRAPHS: Subgraphs = {
  desk: { sdl: 'type Query { drawer: Drawer } type Drawer { key: String }', fields: { 'Query.drawer': null } },
};
const ASKING = [
  '{ __schema { types { name } } }',
  '{ drawer { key } a: __schema { queryType { name } } }',
  '{ ...a } fragment a on Query { ... { __type(name: "Drawer") { name } } }',
];
/** Nobody, somebody, somebody with another scope, somebody with all. */
const CALLERS = [null, [], ['schema:read'], ['schema:read', 'staff']] as const;

type Rule = GatewayConfig['introspection'];

function check(title: string, introspection: Rule, expected: readonly boolean[], more: Partial<GatewayConfig> = {}) {
  describe(title, () => {
    let graph: ProtectedGraph;
    beforeAll(async () => {
      const change = (config: GatewayConfig) => ({ ...config, introspection, ...more });
      graph = await startProtectedGraph({ subgraphs: SUBGRAPHS, folder: newFolder(), change });
    });
    afterAll(() => graph.stop());

    test.each(ASKING)('%s', async (query) => {
      // Twice: what one caller was told is in no cache for the next.
      for (const callers of [CALLERS, [...CALLERS].reverse()])
        for (const scopes of callers) {
          const { body } = await graph.ask(query, { scopes });
          const [error] = body.errors ?? [];
          expect([scopes, error?.extensions?.code]).toEqual([
            scopes,
            expected[CALLERS.indexOf(scopes)] ? undefined : 'INTROSPECTION_DISABLED',
          ]);
          if (error) expect(JSON.stringify(body)).not.toMatch(/Drawer/);
        }
    });
    test('what the studio is told of the graph', async () => {
      const answers = CALLERS.map(async (scopes) => {
        const headers = scopes === null ? {} : { authorization: `Bearer ${await tokenWith(scopes)}` };
        return (await fetch(new URL('/studio/api/graph', graph.url), { headers })).status;
      });
      expect(await Promise.all(answers)).toEqual(expected.map((may) => (may ? 200 : 403)));
    });
    test('everything else is told to everybody', async () => {
      const { body } = await graph.ask('{ __typename drawer { __typename } }');
      expect(body).toEqual({ data: { __typename: 'Query', drawer: null } });
    });
  });
}

check('introspection for everybody', true, [true, true, true, true]);
check('introspection for nobody', false, [false, false, false, false]);
check('introspection for who is known', 'authenticated', [false, true, true, true]);
check('introspection for who has the scopes', { scopes: ['staff', 'schema:read'] }, [false, false, false, true]);
check('introspection with scopes that everybody has', { scopes: ['schema:read'] }, [true, false, true, true], {
  authorization: { ...readGatewayConfig({}, {}).authorization, anonymousScopes: ['schema:read'] },
});

test('a rule that there is not is refused', () => {
  expect(() => readGatewayConfig({}, { JOINERY_INTROSPECTION: 'staff' })).toThrow(/JOINERY_INTROSPECTION/);
});
