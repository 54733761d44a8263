import { compose, type CompositionResult } from '@apollo/composition';
import { Subgraphs } from '@apollo/federation-internals';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { withSuppressionSecured } from '../../kit/suppress-specification.js';
import { buildContract } from './build-contract.js';
import { apiSchema, diffSchemas } from './diff-schemas.js';
import { lintDirectives } from './lint-directives.js';
import { lintPersonalData } from './lint-personal-data.js';
import { lintReceivedCounts } from './lint-received-counts.js';
import { lintSuppression, lintUnsuppressed } from './lint-suppression.js';
import { lintSubgraph } from './lint-subgraph.js';
import type { Composed, ComposeRequest, Problem, Released, Use } from './messages.js';
import { describeAsOwners } from './own-descriptions.js';
import { hintsOf, problemsOf } from './problems.js';
import { readClaims } from './read-claims.js';
import { readNonNull } from './read-non-null.js';
import { lineReader, readSubgraph, UnreadableError, type ReadSubgraph } from './read-subgraph.js';
import { readUses } from './read-uses.js';
import { assertFewDirectives, assertWithinLimits } from './schema-limits.js';

/**
 * Composes a candidate with all others, always in the order of their names, and reads from it what else has to be
 * weighed. What does not compose defines nothing otherwise but a directive, which may be why. Throws `UnreadableError`
 * when the candidate is no GraphQL or too large.
 */
export function composeCandidate(request: ComposeRequest): Composed {
  const others = request.others.map(readSubgraph);
  const candidate = readCandidate(request);
  if (candidate !== null && 'problems' in candidate) return { ...NOTHING, problems: candidate.problems };
  const claims = candidate === null ? [] : readClaims(candidate);
  const released = releasedBy(request, new Set(claims), others);
  const uses = candidate === null ? [] : readUses(candidate, others);
  const problems = candidate === null ? [] : lint(candidate, others, request);
  const nonNull = candidate === null ? [] : readNonNull(candidate, others);
  const reads = candidate === null ? others : [candidate, ...others];
  const live = request.liveSdl === null ? null : apiSchema(request.liveSdl);
  const { partners } = request;
  describeAsOwners(reads, { owners: ownersAfter(request, claims, released), partners, live });
  const composed = composeAll(reads, live);
  const { sdl } = composed;
  return {
    kind: 'composed',
    ...composed,
    problems: [...composed.problems, ...problems],
    uses: uses.filter((use) => sdl !== null || use.act !== 'DEFINITION' || isDirective(use)),
    nonNull,
    claims,
    released,
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

function isDirective({ coordinate }: Use): boolean {
  return coordinate.startsWith('@');
}

function readCandidate({ candidate }: ComposeRequest): ReadSubgraph | { readonly problems: Problem[] } | null {
  if (candidate === null) return null;
  try {
    assertWithinLimits(candidate.sdl);
    const read = readSubgraph(candidate);
    assertFewDirectives(read.document);
    return read;
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

function lint(
  candidate: ReadSubgraph,
  others: readonly ReadSubgraph[],
  { before, personalDataTags: tags }: ComposeRequest,
): Problem[] {
  const earlier = before && readSubgraph(before);
  const personal = lintPersonalData(candidate, { tags, before: earlier });
  return [
    ...personal,
    ...lintDirectives(candidate),
    ...lintSuppression(candidate),
    ...lintUnsuppressed(candidate, earlier),
    ...lintReceivedCounts(candidate, others),
    ...lintSubgraph(candidate),
  ];
}

function composeAll(
  reads: readonly ReadSubgraph[],
  live: GraphQLSchema | null,
): Pick<Composed, 'sdl' | 'problems' | 'changes'> {
  if (reads.length === 0) return { sdl: null, problems: [], changes: [] };
  const subgraphs = new Subgraphs();
  for (const { subgraph } of reads.toSorted((a, b) => (a.name < b.name ? -1 : 1))) subgraphs.add(subgraph);
  const { supergraphSdl, errors = [], hints = [] } = composeOrTell(subgraphs);
  if (supergraphSdl === undefined) {
    return { sdl: null, problems: errors.flatMap((error) => problemsOf(error, reads)), changes: [] };
  }
  const sdl = withSuppressionSecured(`${supergraphSdl.trimEnd()}\n`);
  const changes = live === null ? [] : diffSchemas(live, apiSchema(sdl));
  return { sdl, problems: hintsOf(hints, reads), changes };
}

/** Composes, which throws some of what it finds: for example where a type has the name of one that it adds itself. */
function composeOrTell(subgraphs: Subgraphs): Partial<Pick<CompositionResult, 'supergraphSdl' | 'errors' | 'hints'>> {
  try {
    return compose(subgraphs);
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError((error as Error).message)] };
  }
}

/** What the candidate's partner owns and defines nowhere any more, with a subgraph that still defines it. */
function releasedBy(
  { partner, owners, partners }: ComposeRequest,
  claims: ReadonlySet<string>,
  others: readonly ReadSubgraph[],
): Released[] {
  const isSibling = ({ name }: ReadSubgraph) => partners.get(name) === partner;
  const kept = new Set([...claims, ...others.filter(isSibling).flatMap(readClaims)]);
  const gone = [...owners.keys()].filter((coordinate) => owners.get(coordinate) === partner && !kept.has(coordinate));
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

/** Who owns what once the candidate is live. */
function ownersAfter(
  { partner, owners, partners }: ComposeRequest,
  claims: readonly string[],
  released: readonly Released[],
): ReadonlyMap<string, string> {
  const after = new Map(owners);
  for (const { coordinate, next } of released) {
    const heir = next === null ? undefined : partners.get(next);
    if (heir === undefined) after.delete(coordinate);
    else after.set(coordinate, heir);
  }
  for (const coordinate of claims) if (!after.has(coordinate)) after.set(coordinate, partner);
  return after;
}
