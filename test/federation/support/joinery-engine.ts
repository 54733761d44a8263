import { readGatewayConfig } from '../../../gateway/config.js';
import { createGateway } from '../../../gateway/gateway.js';
import { readSupergraph } from '../../../gateway/supergraph/supergraph.js';
import { createLog } from '../../../kit/log.js';
import type { EngineUnderTest } from './engine.js';

const config = readGatewayConfig({ port: '0', engine: 'joinery' }, { JOINERY_SUBGRAPH_TIMEOUT_MS: '60000' });

/** Joinery's own engine. */
export const joineryEngine: EngineUnderTest = {
  name: 'joinery',
  async start(supergraphSdl, urls) {
    const gateway = createGateway(
      { ...config, subgraphUrls: Object.fromEntries(urls) },
      { log: createLog('gateway', 'error'), supergraph: readSupergraph(supergraphSdl, 'the test') },
    );
    await gateway.start();
    return { url: gateway.url(), stop: () => gateway.stop() };
  },
};
