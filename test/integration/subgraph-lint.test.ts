/** What is wrong in a schema alone, told without a registry. */
import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runHere } from '../support/run-here.js';
import { FEDERATION } from '../support/start-registry.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('subgraph lint', () => {
  const folder = newFolder();
  const lint = (sdl: string, ...more: string[]) => {
    const file = join(folder, 'lint.graphql');
    writeFileSync(file, sdl);
    return runHere(['subgraph', 'lint', '--schema', file, ...more]);
  };

  test('needs no registry, and ends with 0 for warnings unless they count', async () => {
    const { code, stdout } = await lint(`${FEDERATION}type Query { Bad_name: Int }`);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/WARNING LINT_NAMING .*lint\.graphql:2 /s)]);
    expect((await lint(`${FEDERATION}type Query { bad_name: Int }`, '--fail-on-warnings')).code).toBe(2);
    const good = await lint(`${FEDERATION}type Query { "Good." good: Int }`);
    expect([good.code, good.stdout]).toEqual([0, 'Nothing was found\n']);
  });

  test('finds what is wrong in the schema alone, and refuses what is no GraphQL', async () => {
    const wrong = await lint(`${FEDERATION}type Query { a: Int } type A @key(fields: "nope") { id: ID }`);
    expect([wrong.code, wrong.stdout]).toEqual([2, expect.stringContaining('ERROR KEY_INVALID_FIELDS')]);
    expect((await lint('type Query {\n  a Int\n}')).stderr).toMatch(
      /^SUBGRAPH_SCHEMA_INVALID: .*lint\.graphql:2:5: Syntax .*"a Int"/,
    );
    expect((await lint('type Query { a: Int }')).stderr).toMatch(/^SUBGRAPH_SCHEMA_INVALID: .*link to federation 2/);
  });
});
