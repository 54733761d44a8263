import { answerData } from './data/answer-data.js';
import { createExportSlots } from './data/export-slots.js';
import { createQueryLibrary } from './data/query-library.js';
import type { Engine, EngineOptions } from './engine.js';
import { createInvalidation } from './http/answer-invalidation.js';
import { answerGraphql } from './http/answer-graphql.js';
import { createAddressOf } from './http/client-address.js';
import { createOperationRunner, type OperationRunner } from './operation-runner.js';
import { createLoad } from './pipeline/load.js';
import { accessFields } from './telemetry/access-log.js';
import { OWN_QUERIES, OWN_SUPERGRAPH } from './settings.js';

/** Our own engine behind our own HTTP surface. Throws as `createOperationRunner` does. */
export async function createJoineryEngine(options: EngineOptions): Promise<Engine> {
  const { config, events } = options;
  const { limits, headers, subscriptions, data } = config;
  const runner = await createOperationRunner(options);
  const load = createLoad(config.overload);
  const run = load.counted(runner.run);
  const told = accessFields(config);
  const context = {
    forwardedHeaders: headers.forward,
    countsCallers: runner.countsCallers,
    countsSubgraphs: told.includes('subgraphRequests') || told.includes('subgraphMs'),
    tellsAddress: told.includes('address'),
    addressOf: createAddressOf(config.trustedProxies),
  };
  const http = {
    bodyLimitBytes: limits.bodyBytes,
    batchLength: limits.batchLength,
    context,
    refuseWhenOver: () => load.refuseWhenOver(),
    run,
    exposesCosts: config.cost.exposed,
    exposesPlans: config.exposeQueryPlans,
    streams: { heartbeatMs: subscriptions.heartbeatMs, answerMs: limits.answerMs },
    events,
  };
  const library = openLibrary(options);
  const tables = {
    library,
    slots: createExportSlots({ max: data.exports, waitingMax: data.waiting }),
    rowsMax: data.rowsMax,
    timeoutMs: data.timeoutMs,
    answerMs: limits.answerMs,
    ownerNames: config.owners,
    context,
    run,
    events,
  };
  return {
    async load(graph) {
      await runner.load(graph);
      await library.load(runner.snapshot());
    },
    loaded: () => runner.snapshot(),
    callerOf: runner.callerOf,
    assertMayIntrospect: runner.assertMayIntrospect,
    endSubscriptions: () => runner.endSubscriptions(),
    stop: () => runner.stop(),
    handle: (request, response) => answerGraphql({ request, response }, http),
    invalidate: invalidationOf(options, runner),
    data: data.enabled ? (request, response) => answerData({ request, response }, tables) : null,
  };
}

/** Null when nothing is kept, or nobody has a key. */
function invalidationOf({ config }: EngineOptions, runner: OperationRunner): Engine['invalidate'] {
  const { cache } = runner;
  const keys = config.cache.invalidationKeys;
  if (!cache || keys.length === 0) return null;
  return createInvalidation({
    cache,
    keys,
    rules: () => runner.snapshot().cacheRules!,
  });
}

/** The operator's saved queries, or for the graph of this package its own. */
function openLibrary({ config, log }: EngineOptions) {
  const { queries, enabled } = config.data;
  const isOwnGraph = config.registry.url !== null || config.supergraph === OWN_SUPERGRAPH;
  const folder = enabled ? (queries ?? (isOwnGraph ? OWN_QUERIES : null)) : null;
  return createQueryLibrary({ folder, isChosen: queries !== null, log });
}
