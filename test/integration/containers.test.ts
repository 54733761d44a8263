/** No container engine is needed: these tests compare the container files with the code that they start. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createProgram } from '../../cli/program.js';
import { SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { routeSubgraphs } from '../../gateway/supergraph/route-subgraphs.js';
import { loadSupergraph } from '../../gateway/supergraph/supergraph.js';
import { readRegistryConfig } from '../../registry/config.js';
import { readSubgraphConfig } from '../../subgraphs/kit/config.js';
import { SUBGRAPH_PORTS } from '../../subgraphs/kit/subgraph-definition.js';

const serviceShape = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
});

const text = readFileSync('docker-compose.yml', 'utf8');
const { services } = z
  .object({ services: z.record(z.string(), serviceShape) })
  .parse(parse(text.replaceAll(/\$\{(\w+)[^}]*\}/g, 'secret'), { merge: true }));
const service = (name: string) => services[name]!;
const own = Object.entries(services).filter(([, { image }]) => image === 'joinery');
const program = createProgram({
  env: {},
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: new AbortController().signal,
});

test('docker-compose.yml starts MySQL, the subgraphs, the registry and the gateway', () => {
  const others = ['gateway', 'migrate', 'mysql', 'registry', 'seed'];
  expect(Object.keys(services).sort()).toEqual([...others, ...SUBGRAPH_NAMES].sort());
});

test.each(own)('%s runs a verb that exists, with options that it has', (_name, { command = [] }) => {
  const [verb, ...rest] = command;
  const found = program.commands.find((candidate) => candidate.name() === verb);
  expect(found).toBeDefined();
  const options = found?.options.map(({ long }) => long);
  expect(rest.filter((word) => word.startsWith('--') && !options?.includes(word))).toEqual([]);
});

test.each(own)('%s may write nothing, gain no rights and is no privileged container', (_name, one) => {
  expect([one.read_only, one.cap_drop, one.security_opt]).toEqual([true, ['ALL'], ['no-new-privileges:true']]);
  expect(text).not.toMatch(/privileged: *true|network_mode: *host|docker\.sock/);
});

describe.each(SUBGRAPH_NAMES)('%s', (name) => {
  const { command, environment, healthcheck, ports, depends_on } = service(name);

  test('serves itself on a database of its own', () => {
    expect(command).toEqual(['serve', name]);
    expect(readSubgraphConfig(name, environment)).toMatchObject({
      databaseUrl: `mysql://${name}:secret@mysql:3306/${name}`,
      port: SUBGRAPH_PORTS[name],
      migrate: false,
    });
  });

  test('is asked on its own readiness path by a verb of the image, and from nowhere outside', () => {
    const url = `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/health/ready`;
    expect(healthcheck?.test).toEqual(['CMD', 'node', 'dist/cli/main.js', 'health', url]);
    expect(program.commands.map((verb) => verb.name())).toContain('health');
    expect(ports).toEqual([]);
  });

  test('waits until the databases are filled', () => {
    expect(depends_on).toEqual({ seed: { condition: 'service_completed_successfully' } });
  });

  test('is migrated and seeded at the same address', () => {
    for (const step of ['migrate', 'seed']) {
      expect(readSubgraphConfig(name, service(step).environment).databaseUrl).toBe(
        readSubgraphConfig(name, environment).databaseUrl,
      );
    }
  });
});

test('the gateway finds every subgraph by its service name and port', async () => {
  const { subgraphUrls } = readGatewayConfig({}, service('gateway').environment);
  const routes = routeSubgraphs(await loadSupergraph('schema/supergraph.graphql'), subgraphUrls);
  const expected = SUBGRAPH_NAMES.map((name) => [name, `http://${name}:${SUBGRAPH_PORTS[name]}/graphql`]);
  expect(Object.fromEntries(routes)).toEqual(Object.fromEntries(expected));
});

test('the gateway follows the registry, which has a database of its own and allows the subgraphs’ addresses', () => {
  const token = 't'.repeat(32);
  const environment = { ...service('registry').environment, JOINERY_REGISTRY_ADMIN_TOKEN: token };
  const config = readRegistryConfig({}, { ...environment, JOINERY_REGISTRY_DELIVERY_TOKEN: token });
  expect(config.databaseUrl).toBe('mysql://registry:secret@mysql:3306/registry');
  expect(config.allowedHosts).toEqual(SUBGRAPH_NAMES);
  expect(service('registry').healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${config.port}/health/ready`);
  expect(service('gateway').command).toEqual(['gateway', '--registry', `http://registry:${config.port}`]);
});

test('the gateway waits for the healthy others, and only the registry is reached from outside besides', () => {
  const { depends_on, ports, healthcheck } = service('gateway');
  const healthy = { condition: 'service_healthy' };
  expect(depends_on).toEqual(Object.fromEntries(['registry', ...SUBGRAPH_NAMES].map((name) => [name, healthy])));
  expect(ports).toEqual(['4000:4000']);
  expect(healthcheck?.test.at(-1)).toBe('http://127.0.0.1:4000/health/ready');
  const open = Object.keys(services).filter((name) => service(name).ports.length > 0);
  expect(open.sort()).toEqual(['gateway', 'registry']);
});

test('every secret of docker-compose.yml stands empty in .env.example', () => {
  const secrets = [...text.matchAll(/[^$]\$\{(\w+)/g)].map(([, name]) => name!);
  const example = readFileSync('.env.example', 'utf8');
  expect(example.match(/^\w+=.*$/gm)?.sort()).toEqual([...new Set(secrets)].sort().map((name) => `${name}=`));
});

test('the Dockerfile installs from the lock file and runs the command as a user without rights', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  expect(dockerfile).toMatch(/^RUN npm ci$/m);
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(
    /^ENTRYPOINT \["node", "--max-semi-space-size=32", "--no-allocation-site-pretenuring", "--expose-gc", "dist\/cli\/main\.js"\]$/m,
  );
  for (const port of [4000, 4100, ...Object.values(SUBGRAPH_PORTS)]) expect(dockerfile).toContain(String(port));
});

test('the MySQL container makes a database and a user for every subgraph and the registry', () => {
  const script = readFileSync('deploy/mysql/create-databases.sh', 'utf8');
  expect(script).toContain(`for name in ${SUBGRAPH_NAMES.join(' ')} registry; do`);
});
