import { print, parse, visit } from 'graphql';
import { extractSubgraphs } from '../../composition/extract-subgraphs.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { sendError } from '../../kit/http/send-json.js';
import { startTogether, type Service } from '../../kit/life-cycle.js';
import { createLog } from '../../kit/log.js';
import { createMockServer, type MockServer } from '../mock/mock-server.js';
import { createMockSubgraph } from '../mock/mock-subgraph.js';

/** A gateway over mocks of all subgraphs, each of which can be switched off. */
export interface Stand extends Service {
  readonly subgraphs: readonly string[];
  /** Gives the mocks another seed. */
  seed(seed: number): Promise<void>;
  /** Asks the gateway while one subgraph is down; null for none. */
  ask(body: object, down: string | null): Promise<StandAnswer>;
}

export interface StandAnswer {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string }[];
  /** The subgraphs that were asked. */
  readonly asked: ReadonlySet<string>;
}

/** Long enough for lists to have each member of most interfaces and unions. */
const LENGTH = 3;
const PROTECTION: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);
/** What a stand does not want: every failure must be seen at once, and none may be remembered. */
const UNFORGIVING = { retryRatio: 0, retryReserve: 0, breakerFailures: 0 };

/** `source` names the supergraph in errors. Throws `SUPERGRAPH_INVALID`; `start` what a gateway's does. */
export function createStand(sdl: string, source: string): Stand {
  const schemas = extractSubgraphs(sdl, source);
  let down: string | null = null;
  let asked = new Set<string>();
  const mocks = new Map<string, MockServer>();
  for (const schema of schemas) {
    const server = createMockServer({
      host: '127.0.0.1',
      port: 0,
      mock: mockOf(schema, 1),
      instead(_request, response) {
        asked.add(schema.name);
        if (down !== schema.name) return false;
        sendError(response, 'INTERNAL_SERVER_ERROR');
        return true;
      },
      onError: () => undefined,
    });
    mocks.set(schema.name, server);
  }
  let gateway: Gateway | undefined;
  const opening: Service = {
    name: 'gateway',
    async start() {
      gateway = gatewayOver(sdl, source, mocks);
      await gateway.start();
    },
    stop: async () => gateway?.stop(),
  };
  return {
    ...startTogether('stand', [...mocks.values(), opening]),
    subgraphs: schemas.map(({ name }) => name).sort(),
    async seed(seed) {
      for (const schema of schemas) await mocks.get(schema.name)!.replace(mockOf(schema, seed));
    },
    async ask(body, downNow) {
      down = downNow;
      asked = new Set();
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(gateway!.url(), { method: 'POST', headers, body: JSON.stringify(body) });
      const { data = null, errors = [] } = (await response.json()) as Partial<StandAnswer>;
      return { data, errors, asked };
    },
  };
}

function mockOf({ sdl, name }: { readonly sdl: string; readonly name: string }, seed: number) {
  return createMockSubgraph(sdl, name, { seed, listLength: LENGTH, connectionLength: LENGTH });
}

function gatewayOver(sdl: string, source: string, mocks: ReadonlyMap<string, MockServer>): Gateway {
  const config = readGatewayConfig({ port: '0', host: '127.0.0.1' }, {});
  return createGateway(
    {
      ...config,
      logLevel: 'silent',
      subgraphUrls: Object.fromEntries([...mocks].map(([name, mock]) => [name, mock.url()])),
      subgraphDefaults: { ...config.subgraphDefaults, ...UNFORGIVING },
    },
    { supergraph: readSupergraph(withoutProtection(sdl), source), log: createLog('gateway', 'silent') },
  );
}

/** Who may see a field is another question than whether anybody can. */
function withoutProtection(sdl: string): string {
  const document = parse(sdl, { noLocation: true });
  const open = visit(document, { Directive: ({ name }) => (PROTECTION.has(name.value) ? null : undefined) });
  return print(open);
}
