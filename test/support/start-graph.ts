import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { loadDefinition, SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import type { Country } from '../../subgraphs/kit/country/country.js';
import { askUrl, type Answer } from './ask.js';
import type { OpenUrl } from './databases.js';
import { startSubgraph, type StartedSubgraph } from './start-subgraph.js';

export interface StartedGraph {
  /** Asks the gateway over HTTP. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Of the gateway, `http://host:port/graphql`. */
  readonly url: string;
  /** The SQL statements of all subgraphs since the last `ask` began. */
  statements(): readonly string[];
  /** Reads from the gateway. */
  get(path: string): Promise<Response>;
  /** Where each subgraph is, by name. */
  readonly urls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the four subgraphs, each on a database of its own filled with this country, and the gateway over them. */
export async function startGraph(openUrl: OpenUrl, country: Country, now: () => Date): Promise<StartedGraph> {
  const subgraphs: StartedSubgraph[] = [];
  for (const name of SUBGRAPH_NAMES) {
    subgraphs.push(await startSubgraph(await loadDefinition(name), { url: await openUrl(), country, now }));
  }
  const urls = Object.fromEntries(subgraphs.map(({ subgraph }) => [subgraph.name, subgraph.url()]));
  const gateway = gatewayTo(urls);
  await gateway.start();
  return {
    urls,
    url: gateway.url(),
    async ask(query, variables = {}) {
      subgraphs.forEach((subgraph) => subgraph.forgetStatements());
      return askUrl(gateway.url(), query, variables);
    },
    get: (path) => fetch(new URL(path, gateway.url())),
    statements: () => subgraphs.flatMap((subgraph) => subgraph.statements()),
    async stop() {
      await gateway.stop();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
    },
  };
}

/** A gateway over the subgraphs at these URLs, on any free port. */
export function gatewayTo(urls: Readonly<Record<string, string>>): Gateway {
  const subgraph = Object.entries(urls).map(([name, url]) => `${name}=${url}`);
  return createGateway(readGatewayConfig({ port: '0', subgraph }, {}));
}
