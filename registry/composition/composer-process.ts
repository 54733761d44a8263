/** The process that composes: one request at a time, by messages. What kills it kills nothing else. */

import { buildContract } from './build-contract.js';
import { composeCandidate } from './compose-candidate.js';
import { apiSchema, diffSchemas } from './diff-schemas.js';
import type { Claimed, FromComposer, SubgraphSource, ToComposer } from './messages.js';
import { readClaims } from './read-claims.js';
import { readCoordinates } from './read-coordinates.js';
import { readSubgraph, UnreadableError } from './read-subgraph.js';
import { readUses } from './read-uses.js';

process.on('message', (request: ToComposer) => {
  process.send!(answerTo(request));
});
// The registry went away.
process.on('disconnect', () => process.exit(0));

function answerTo(request: ToComposer): FromComposer {
  try {
    switch (request.kind) {
      case 'compose':
        return composeCandidate(request);
      case 'diff':
        return { kind: 'diffed', changes: diffSchemas(apiSchema(request.fromSdl), apiSchema(request.toSdl)) };
      case 'coordinates':
        return { kind: 'coordinates', coordinates: readCoordinates(request.sdl) };
      case 'contracts':
        return {
          kind: 'contracted',
          contracts: request.contracts.map((one) => buildContract(one, request.sdl, null)),
        };
      case 'claims':
        return { kind: 'claimed', subgraphs: claimsOfAll(request.subgraphs) };
    }
  } catch (error) {
    const reason = (error as Error).message;
    if (error instanceof UnreadableError) return { kind: 'unreadable', reason, isTooLarge: error.isTooLarge };
    return { kind: 'failed', reason };
  }
}

function claimsOfAll(subgraphs: readonly SubgraphSource[]): Claimed[] {
  const reads = subgraphs.map(readSubgraph);
  return reads.map((read) => {
    const others = reads.filter((other) => other !== read);
    return { name: read.name, claims: readClaims(read), uses: readUses(read, others) };
  });
}
