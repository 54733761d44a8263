import { answerData } from './data/answer-data.js';
import { createExportSlots } from './data/export-slots.js';
import { createQueryLibrary } from './data/query-library.js';
import type { Engine, EngineOptions } from './engine.js';
import { answerGraphql } from './http/answer-graphql.js';
import { createOperationRunner } from './operation-runner.js';
import { createLoad } from './pipeline/load.js';
import { OWN_QUERIES, OWN_SUPERGRAPH } from './settings.js';

/** Our own engine behind our own HTTP surface. Throws as `createOperationRunner` does. */
export async function createJoineryEngine(options: EngineOptions): Promise<Engine> {
  const { config, events } = options;
  const { limits, headers, subscriptions, data } = config;
  const runner = await createOperationRunner(options);
  const load = createLoad(config.overload);
  const run = load.counted(runner.run);
  const { requests, concurrent, cost } = config.callers;
  const countsCallers = requests + concurrent + cost > 0;
  const http = {
    bodyLimitBytes: limits.bodyBytes,
    batchLength: limits.batchLength,
    forwardedHeaders: headers.forward,
    countsCallers,
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
    forwardedHeaders: headers.forward,
    countsCallers,
    run,
    events,
  };
  return {
    async load(graph) {
      await runner.load(graph);
      await library.load(runner.snapshot());
    },
    loaded: () => runner.snapshot(),
    assertMayIntrospect: runner.assertMayIntrospect,
    endSubscriptions: () => runner.endSubscriptions(),
    stop: () => runner.stop(),
    handle: (request, response) => answerGraphql({ request, response }, http),
    data: data.enabled ? (request, response) => answerData({ request, response }, tables) : null,
  };
}

/** The operator's saved queries, or for the graph of this package its own. */
function openLibrary({ config, log }: EngineOptions) {
  const { queries, enabled } = config.data;
  const isOwnGraph = config.registry.url !== null || config.supergraph === OWN_SUPERGRAPH;
  const folder = enabled ? (queries ?? (isOwnGraph ? OWN_QUERIES : null)) : null;
  return createQueryLibrary({ folder, isChosen: queries !== null, log });
}
