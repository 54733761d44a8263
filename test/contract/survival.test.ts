/** What the library says that its operations survive. */
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { findLosses, survives } from '../../partner/survive/find-losses.js';
import { readOperations } from '../../partner/survive/read-operations.js';
import { createStand } from '../../partner/survive/stand.js';
import { createVariablesFor } from '../../partner/survive/variables-for.js';

test('every operation of the library survives what it says and nothing else', async () => {
  const sdl = readFileSync('schema/supergraph.graphql', 'utf8');
  const operations = readOperations('schema/queries');
  const stand = createStand(sdl, 'supergraph.graphql');
  await stand.start();
  try {
    const options = { signal: new AbortController().signal, variables: createVariablesFor(sdl) };
    const found = await findLosses(stand, operations, options);
    const survived = (one: (typeof found)[number]) => stand.subgraphs.filter((subgraph) => survives(one, subgraph));
    // Written anew by joinery supergraph survive --operations schema/queries --write
    expect(found.map((one) => [one.file, one.problem, [...one.survives]])).toEqual(
      found.map((one) => [one.file, null, survived(one)]),
    );
  } finally {
    await stand.stop();
  }
});
