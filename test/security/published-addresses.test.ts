/** A name that a partner has published does not lead a gateway to where only its own machine or network may go. */
import { expect, test } from '@jest/globals';
import { readGatewayConfig } from '../../gateway/config.js';
import { subgraphClientOptions } from '../../gateway/subgraph-client-options.js';
import { readRoutes } from '../../gateway/subgraph-client/route.js';

const REGISTRY = { JOINERY_REGISTRY_URL: 'https://registry.example.org' };

/** Whether a gateway with these settings sends anything to a host that has led to an address. */
function mayLead(host: string, address: string, env: Readonly<Record<string, string>> = REGISTRY): boolean {
  const config = readGatewayConfig({}, env);
  const options = subgraphClientOptions({ config, events: { subgraphEvent: () => undefined } as never });
  const { isAddressAllowed = () => true, ...rest } = options(new Map([['people', `http://${host}/`]]));
  const [route] = readRoutes({ ...rest, isAddressAllowed });
  return isAddressAllowed(address, route!.endpoint.host);
}

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  '::ffff:10.1.2.3',
  'fd00::5',
  '169.254.169.254',
])('a public name leads to no %s', (address) => {
  expect(mayLead('people.example.org', address)).toBe(false);
  expect(mayLead('93.184.216.34', address)).toBe(false);
  expect(mayLead('PEOPLE.example.org.', address)).toBe(false);
});

test.each([
  ['people.example.org', '93.184.216.34'],
  ['people.example.org', '2606:2800:220:1::1'],
  // The registry lets none but allowed ones be published.
  ['people', '10.1.2.3'],
  ['127.0.0.1:4002', '127.0.0.1'],
  ['[::1]:4002', '::1'],
  ['people.joinery.svc.cluster.local', '10.1.2.3'],
])('%s may lead to %s', (host, address) => {
  expect(mayLead(host, address)).toBe(true);
});

test('no name leads to where clouds keep credentials', () => {
  const env = { ...REGISTRY, JOINERY_REGISTRY_ALLOWED_HOSTS: 'private' };
  for (const host of ['people', 'people.example.org']) expect(mayLead(host, '169.254.169.254', env)).toBe(false);
});

test('an operator allows names and networks, and all of a supergraph of their own', () => {
  const allowing = (hosts: string) => ({ ...REGISTRY, JOINERY_REGISTRY_ALLOWED_HOSTS: hosts });
  expect(mayLead('people.example.org', '10.1.2.3', allowing('people.example.org'))).toBe(true);
  expect(mayLead('people.example.org', '10.1.2.3', allowing('10.1.0.0/16'))).toBe(true);
  expect(mayLead('people.example.org', '10.2.2.3', allowing('10.1.0.0/16,funding.example.org'))).toBe(false);
  expect(mayLead('people.example.org', '10.1.2.3', allowing('private'))).toBe(true);
  const own = { ...REGISTRY, JOINERY_SUBGRAPH_PEOPLE_URL: 'http://people.example.org/graphql' };
  expect(mayLead('people.example.org', '10.1.2.3', own)).toBe(true);
  expect(mayLead('people.example.org', '10.1.2.3', {})).toBe(true);
});
