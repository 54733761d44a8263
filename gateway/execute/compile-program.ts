import type { CacheRules } from '../cache/cache-rules.js';
import type { QueryPlan } from '@apollo/query-planner';
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { ChosenOperation } from '../plan/chosen-operation.js';
import type { NormalisedOperation } from '../plan/normalise-operation.js';
import type { Suppressions } from '../supergraph/suppression/suppression.js';
import { batchFetches } from './batch-fetches.js';
import { compileBatch } from './compile-batch.js';
import { compileClear, compileTake, compileVisit } from './compile-part.js';
import { rewriter, type Rewrite } from './output-rewrites.js';
import { plannedFetches, type PlannedFetch } from './planned-fetches.js';
import type { Batch, Fetch, Part, Program, Take } from './program.js';
import { projectionOf } from './projection.js';
import { Providers } from './selected.js';
import { markedOf } from './suppression/marked-places.js';
import type { TypeFacts } from './type-facts.js';
import { visibleOf } from './visible.js';

export interface CompileInput {
  /** To be run one after the other. */
  readonly plans: readonly QueryPlan[];
  readonly chosen: ChosenOperation;
  readonly normalised: NormalisedOperation;
  /** The API schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly types: TypeFacts;
  /** Whether entity fetches of one stage from one subgraph become one request. */
  readonly mergeFetches: boolean;
  /** Those of the supergraph, if the operation uses any of them. */
  readonly suppressions: Suppressions | null;
  /** Null where nothing is kept. */
  readonly cacheRules: CacheRules | null;
  /** Whether entities of a subgraph have to say their keys again. */
  readonly echoesKeys: (subgraph: string) => boolean;
}

/** Makes a program from query plans: their fetches in order, each knowing only those it must wait for. */
export function compileProgram(input: CompileInput): Program {
  const { plans, chosen, normalised, schema, types } = input;
  const { nameOf } = normalised;
  const planned = plannedFetches(plans);
  const providers = new Providers();
  for (const { path, selected } of planned) providers.add(path, selected);
  const batches = compileBatches(planned, input);
  const fetches = planned.map((one, index) => compileFetch(one, { planned, index, batches, providers, types }));
  return {
    fetches,
    batches: batches.map(({ batch }) => batch),
    source: plans[0]?.node?.kind === 'Subscription' ? fetches[0]!.batch : null,
    copiesEntities: planned.some(({ fetch }) => fetch.contextRewrites !== undefined),
    deferred: chosen.deferred,
    projection: projectionOf({ schema, types, chosen, nameOf, providers }),
    visible: visibleOf(chosen, nameOf),
    suppressed: input.suppressions && markedOf(chosen, schema, input.suppressions),
  };
}

interface CompiledBatch {
  readonly batch: Batch;
  readonly partOf: (member: PlannedFetch) => Part;
}

function compileBatches(planned: readonly PlannedFetch[], input: CompileInput): CompiledBatch[] {
  const merges = input.mergeFetches && input.normalised.kind !== OperationTypeNode.MUTATION;
  const batchable = planned.map(({ fetch, block, after }) => ({
    service: fetch.serviceName,
    block,
    after,
    isMergeable: merges && fetch.requires !== undefined,
  }));
  return batchFetches(batchable).map((fetches) => {
    const members = fetches.map((index) => planned[index]!);
    const { batch, partOf } = compileBatch(members, {
      types: input.types,
      clientNames: input.normalised.clientNames,
      cacheRules: input.cacheRules,
      echoesKeys: input.echoesKeys,
    });
    return { batch: { ...batch, fetches }, partOf };
  });
}

interface FetchInput {
  readonly planned: readonly PlannedFetch[];
  readonly index: number;
  readonly batches: readonly CompiledBatch[];
  readonly providers: Providers;
  readonly types: TypeFacts;
}

function compileFetch(member: PlannedFetch, { planned, index, batches, providers, types }: FetchInput): Fetch {
  const { fetch, path, selected, block, after } = member;
  const number = batches.findIndex(({ batch }) => batch.fetches.includes(index));
  const part = batches[number]!.partOf(member);
  const take = compileTake(selected, { path, providers, types });
  const rewrite = rewriter(fetch.outputRewrites ?? [], types);
  const tellsAround = part.kind === 'entities' && part.context !== null;
  return {
    batch: number,
    part,
    path,
    place: tellsAround ? null : sharedPlace(member, planned, providers),
    visit: compileVisit(path, tellsAround),
    clear: part.kind === 'entities' ? compileClear(selected, path, providers) : () => undefined,
    take: rewrite ? rewritten(rewrite, take) : take,
    keys: [...selected.keys.keys()],
    block,
    waitsFor: after.length,
    next: planned.flatMap((other, later) => (other.after.includes(index) ? [later] : [])),
  };
}

/** The first of the fetches at the same path, if no two fetches bring what stands above it. */
function sharedPlace({ path }: PlannedFetch, planned: readonly PlannedFetch[], providers: Providers): number | null {
  const isFixed = path.every((key, depth) => key === '@' || providers.count(path.slice(0, depth), key) === 1);
  const there = planned.filter((other) => other.path.join() === path.join());
  return isFixed && there.length > 1 ? planned.indexOf(there[0]!) : null;
}

function rewritten(rewrite: Rewrite, take: Take): Take {
  return (target, source) => {
    rewrite(source, target);
    take(target, source);
  };
}
