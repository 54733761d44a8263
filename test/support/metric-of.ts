import type { GatewayProcess } from './gateway-process.js';

/** The value of a line of a gateway's metrics, such as `joinery_requests_total{outcome="ok"}`; 0 when there is none. */
export async function metricOf(gateway: GatewayProcess, line: string): Promise<number> {
  const { text } = await gateway.send({ method: 'GET', path: '/metrics' });
  const found = text.split('\n').find((other) => other.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? 0);
}

/** How many requests were ended by clients who went away, or who were too slow. */
export function goneClients(gateway: GatewayProcess): Promise<number> {
  return metricOf(gateway, 'joinery_requests_total{outcome="CLIENT_GONE"}');
}
