import { compose } from '@apollo/composition';
import { Subgraphs } from '@apollo/federation-internals';
import { buildContract } from './build-contract.js';
import { apiSchema, diffSchemas } from './diff-schemas.js';
import { lintPersonalData } from './lint-personal-data.js';
import { lintSubgraph } from './lint-subgraph.js';
import type { Composed, ComposeRequest, Problem, Released } from './messages.js';
import { hintsOf, problemsOf } from './problems.js';
import { readClaims } from './read-claims.js';
import { readNonNull } from './read-non-null.js';
import { lineReader, readSubgraph, UnreadableError, type ReadSubgraph } from './read-subgraph.js';
import { readUses } from './read-uses.js';

/**
 * Composes a candidate with all others, always in the order of their names, and reads from it what else has to be
 * weighed. Throws `UnreadableError` when the candidate is no GraphQL or too large.
 */
export function composeCandidate(request: ComposeRequest): Composed {
  const others = request.others.map(readSubgraph);
  const candidate = readCandidate(request);
  if (candidate !== null && 'problems' in candidate) return { ...NOTHING, problems: candidate.problems };
  const composed = composeAll(candidate === null ? others : [candidate, ...others], request.liveSdl);
  const claims = candidate === null ? [] : readClaims(candidate);
  const { sdl } = composed;
  return {
    kind: 'composed',
    ...composed,
    problems: [...composed.problems, ...(candidate ? lint(candidate, request) : [])],
    uses: candidate === null ? [] : readUses(candidate, others),
    nonNull: candidate === null ? [] : readNonNull(candidate, others),
    claims,
    released: releasedBy(request, new Set(claims), others),
    contracts: sdl === null ? [] : request.contracts.map((one) => buildContract(one, sdl, request.liveSdl)),
  };
}

const NOTHING: Composed = {
  kind: 'composed',
  sdl: null,
  problems: [],
  uses: [],
  nonNull: [],
  claims: [],
  released: [],
  contracts: [],
  changes: [],
};

function readCandidate({ candidate }: ComposeRequest): ReadSubgraph | { readonly problems: Problem[] } | null {
  if (candidate === null) return null;
  try {
    return readSubgraph(candidate);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const document = {
      name: candidate.name,
      document: { definitions: [] },
      line: lineReader(candidate.name, candidate.sdl),
    };
    return { problems: problemsOf(error, [document as unknown as ReadSubgraph]) };
  }
}

function lint(candidate: ReadSubgraph, { before, personalDataTags: tags }: ComposeRequest): Problem[] {
  const personal = lintPersonalData(candidate, { tags, before: before && readSubgraph(before) });
  return [...personal, ...lintSubgraph(candidate)];
}

function composeAll(
  reads: readonly ReadSubgraph[],
  liveSdl: string | null,
): Pick<Composed, 'sdl' | 'problems' | 'changes'> {
  if (reads.length === 0) return { sdl: null, problems: [], changes: [] };
  const subgraphs = new Subgraphs();
  for (const { subgraph } of reads.toSorted((a, b) => (a.name < b.name ? -1 : 1))) subgraphs.add(subgraph);
  const { supergraphSdl, errors = [], hints = [] } = compose(subgraphs);
  if (supergraphSdl === undefined) {
    return { sdl: null, problems: errors.flatMap((error) => problemsOf(error, reads)), changes: [] };
  }
  const sdl = `${supergraphSdl.trimEnd()}\n`;
  const changes = liveSdl === null ? [] : diffSchemas(apiSchema(liveSdl), apiSchema(sdl));
  return { sdl, problems: hintsOf(hints, reads), changes };
}

/** What the candidate's partner owns and defines nowhere any more, with a subgraph that still defines it. */
function releasedBy(
  { owned, siblings }: ComposeRequest,
  claims: ReadonlySet<string>,
  others: readonly ReadSubgraph[],
): Released[] {
  const isSibling = ({ name }: ReadSubgraph) => siblings.includes(name);
  const kept = new Set([...claims, ...others.filter(isSibling).flatMap(readClaims)]);
  const gone = owned.filter((coordinate) => !kept.has(coordinate));
  if (gone.length === 0) return [];
  const heirs = others
    .filter((other) => !isSibling(other))
    .map((other) => ({ name: other.name, claims: new Set(readClaims(other)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return gone.map((coordinate) => ({
    coordinate,
    next: heirs.find((heir) => heir.claims.has(coordinate))?.name ?? null,
  }));
}
