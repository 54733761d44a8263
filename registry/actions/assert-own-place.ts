import type { EntityManager } from 'typeorm';
import { refuse } from '../errors.js';
import { readLiveVersions } from './live-graph.js';

/** Where a version is to be asked, and whose it is. */
interface Place {
  readonly name: string;
  readonly partner: string;
  readonly url: string;
}

/**
 * Checks that gateways are not sent to another partner's service: they are let in there, and would ask it for what its
 * owner has published nowhere. Where a subgraph is asked already, it stays. Throws `ROUTING_URL_REFUSED`.
 */
export async function assertOwnPlace(manager: EntityManager, { name, partner, url }: Place): Promise<void> {
  const live = await readLiveVersions(manager);
  const there = live.filter(({ version }) => placeOf(version.routingUrl) === placeOf(url));
  const other = there.find((one) => one.partner !== partner);
  if (other === undefined || there.some(({ version }) => version.subgraph === name)) return;
  throw refuse(
    'ROUTING_URL_REFUSED',
    `${other.version.subgraph} of ${other.partner} is asked there. Name the URL of your own service, or ask the operator to publish it`,
  );
}

/** What is the same for spellings that lead to one service: host, port and path. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host.replace(/\.(?=:|$)/, '')}${plain(pathname).replace(/\/+/g, '/').replace(/\/$/, '')}`;
}

function plain(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
