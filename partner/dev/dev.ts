import type { GatewayConfig } from '../../gateway/config.js';
import { createGateway } from '../../gateway/gateway.js';
import type { Service } from '../../kit/life-cycle.js';
import { createLog } from '../../kit/log.js';
import type { GivenMockSettings } from '../mock/settings.js';
import { createGatherer } from './gather-schemas.js';
import type { LiveGraph } from './live-graph.js';
import { recompose } from './recompose.js';
import { createReplacement, type Override } from './replacement.js';

export interface DevOptions {
  readonly gateway: GatewayConfig;
  readonly live: LiveGraph;
  readonly overrides: readonly Override[];
  readonly mocks: GivenMockSettings;
  /** How often schemas are looked at. */
  readonly pollMs: number;
  /** Takes what the developer should know, one text at a time. */
  readonly tell: (text: string) => void;
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
}

export interface Dev extends Service {
  /** `http://host:port/graphql`, known after `start`. */
  url(): string;
}

/** A subgraph that is asked again at once when it has been started again. */
const FORGETFUL = { breakerFailures: 0 };

/**
 * The live graph with some subgraphs replaced, as a gateway of one's own. `start` throws what reading the live graph
 * throws, `COMPOSITION_FAILED`, `PORT_IN_USE` or `ADDRESS_UNAVAILABLE`.
 */
export function createDev({ gateway: config, live, overrides, mocks, pollMs, tell, signal }: DevOptions): Dev {
  const signingKey = config.subgraphSigning.keys?.[0] ?? null;
  const replacements = overrides.map((override) => createReplacement(override, { mocks, signingKey }));
  const gatherer = createGatherer({ live, replacements, tell });
  const gateway = createGateway(
    { ...config, subgraphDefaults: { ...config.subgraphDefaults, ...FORGETFUL } },
    {
      log: createLog('gateway', config.logLevel),
      follow: (load) => recompose({ gatherer, pollMs, load, tell, signal }),
    },
  );
  const stopReplacements = async () => {
    for (const one of replacements) await one.stop();
  };
  return {
    name: 'dev',
    url: () => gateway.url(),
    async start() {
      await gateway.start().catch(async (error: unknown) => {
        await stopReplacements();
        throw error;
      });
    },
    async stop() {
      await gateway.stop();
      await stopReplacements();
    },
  };
}
