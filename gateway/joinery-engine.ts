import type { Engine, EngineOptions } from './engine.js';
import { answerGraphql } from './http/answer-graphql.js';
import { createOperationRunner } from './operation-runner.js';

/** Our own engine behind our own HTTP surface. Throws as `createOperationRunner` does. */
export async function createJoineryEngine(options: EngineOptions): Promise<Engine> {
  const { limits, headers, subscriptions } = options.config;
  const { run, load, endSubscriptions, stop } = await createOperationRunner(options);
  const http = {
    bodyLimitBytes: limits.bodyBytes,
    batchLength: limits.batchLength,
    forwardedHeaders: headers.forward,
    run,
    exposesPlans: options.config.exposeQueryPlans,
    streams: { heartbeatMs: subscriptions.heartbeatMs, answerMs: limits.answerMs },
    events: options.events,
  };
  return { load, endSubscriptions, stop, handle: (request, response) => answerGraphql({ request, response }, http) };
}
