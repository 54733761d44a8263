import { posix } from 'node:path';

const ONE_SUBGRAPH = ['subgraphs/kit', 'kit'];
const EVERYTHING = ['kit', 'composition', 'gateway', 'registry', 'subgraphs', 'studio', 'partner', 'cli', 'deploy'];

/**
 * What each place may import besides itself: a folder (with all below it) or one file. A file belongs to the longest
 * matching place, so a folder inside a place, or a single file, can have rules of its own.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // Also runs in the browser, so it stands on nothing.
  'kit/table': [],
  kit: ['kit/table'],
  studio: ['kit/table', 'gateway/studio-api/contract', 'gateway/pipeline/trace-report.ts'],
  composition: ['kit'],

  // Top to bottom: gateway.ts wires, the server calls the pipeline, the pipeline executes, execution plans.
  'gateway/gateway.ts': ['gateway', 'kit'],
  'gateway/joinery-engine.ts': [
    'gateway/operation-runner.ts',
    'gateway/pipeline/load.ts',
    'gateway/http',
    'gateway/data',
    'gateway/telemetry',
    'gateway/settings.ts',
    'gateway/engine.ts',
    'kit',
  ],
  'gateway/apollo-server-gateway.ts': [
    'gateway/operation-runner.ts',
    'gateway/pipeline',
    'gateway/supergraph',
    'gateway/telemetry',
    'gateway/config.ts',
    'gateway/request-context.ts',
    'kit',
  ],
  'gateway/operation-runner.ts': [
    'gateway/pipeline',
    'gateway/cache',
    'gateway/subgraph-client',
    'gateway/subgraph-client-options.ts',
    'gateway/supergraph',
    'gateway/telemetry',
    'gateway/engine.ts',
    'gateway/config.ts',
    'gateway/request-context.ts',
    'gateway/token-issuer.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/subgraph-client-options.ts': ['gateway/subgraph-client', 'gateway/engine.ts', 'gateway/config.ts', 'kit'],
  'gateway/server.ts': [
    'gateway/front-page.ts',
    'gateway/pipeline',
    'gateway/data',
    'gateway/studio',
    'gateway/studio-api',
    'gateway/telemetry',
    'gateway/config.ts',
    'gateway/request-context.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/studio': ['kit'],
  'gateway/data': [
    'gateway/http',
    'gateway/pipeline',
    'gateway/supergraph',
    'gateway/telemetry',
    'gateway/request-context.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/studio-api/contract': [],
  'gateway/pipeline/trace-report.ts': [],
  'gateway/studio-api': [
    'gateway/studio-api/contract',
    'gateway/http/read-body.ts',
    'gateway/pipeline',
    'gateway/supergraph',
    'gateway/telemetry',
    'gateway/engine.ts',
    'gateway/request-context.ts',
    'gateway/token-issuer.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/http': [
    'gateway/pipeline',
    'gateway/cache',
    'gateway/telemetry',
    'gateway/request-context.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/pipeline': [
    'gateway/pipeline/trace-report.ts',
    'gateway/execute',
    'gateway/cache',
    'gateway/subgraph-client',
    'gateway/plan',
    'gateway/supergraph',
    'gateway/telemetry',
    'gateway/request-context.ts',
    'gateway/token-issuer.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/execute': [
    'gateway/plan',
    'gateway/cache',
    'gateway/subgraph-client',
    'gateway/supergraph',
    'gateway/request-context.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/cache': ['gateway/subgraph-client', 'gateway/supergraph', 'kit'],
  'gateway/plan': ['gateway/supergraph', 'gateway/errors.ts', 'kit'],
  'gateway/subgraph-client': ['gateway/request-context.ts', 'gateway/errors.ts', 'kit'],
  'gateway/telemetry': [
    'gateway/cache',
    'gateway/subgraph-client',
    'gateway/settings',
    'gateway/request-context.ts',
    'gateway/errors.ts',
    'kit',
  ],
  'gateway/token-issuer.ts': ['kit'],
  'gateway/request-context.ts': ['gateway/supergraph', 'kit'],
  'gateway/supergraph': ['composition', 'gateway/errors.ts', 'kit'],
  'gateway/config.ts': ['gateway/config-file.ts', 'gateway/settings.ts', 'gateway/errors.ts', 'kit'],
  'gateway/config-file.ts': ['gateway/settings.ts', 'kit'],
  'gateway/settings.ts': ['gateway/settings', 'gateway/subgraph-client', 'kit'],
  'gateway/settings': ['kit'],
  'gateway/errors.ts': ['kit'],
  gateway: [
    'gateway/config.ts',
    'gateway/settings.ts',
    'gateway/errors.ts',
    'gateway/request-context.ts',
    'gateway/token-issuer.ts',
    'gateway/supergraph',
    'gateway/telemetry',
    'kit',
  ],

  'registry/registry.ts': ['registry', 'kit'],
  'registry/actions': ['composition', 'registry/composition', 'registry/store', 'registry/errors.ts', 'kit'],
  'registry/composition': ['registry/errors.ts', 'kit'],
  'registry/store': ['registry/composition', 'registry/errors.ts', 'kit'],
  'registry/config.ts': ['registry/errors.ts', 'kit'],
  'registry/errors.ts': ['kit'],
  'registry/webhooks': ['registry/actions', 'registry/store', 'registry/errors.ts', 'kit'],
  'registry/delivery': ['registry/actions', 'registry/store', 'registry/errors.ts', 'kit'],
  registry: [
    'registry/actions',
    'registry/delivery',
    'registry/webhooks',
    'registry/store',
    'registry/composition',
    'registry/config.ts',
    'registry/errors.ts',
    'kit',
  ],

  'subgraphs/kit': ['kit'],
  'subgraphs/organisations': ONE_SUBGRAPH,
  'subgraphs/people': ONE_SUBGRAPH,
  'subgraphs/programmes': ONE_SUBGRAPH,
  'subgraphs/funding': ONE_SUBGRAPH,

  // What a partner runs on their own machine, each a verb of its own.
  'partner/mock': ['kit'],
  'partner/conform': ['partner/mock', 'kit'],
  'partner/dev': ['partner/mock', 'composition', 'gateway', 'kit'],
  'partner/survive': ['partner/mock', 'composition', 'gateway', 'kit'],
  // Partners' own: nothing of Joinery is in them.
  examples: [],

  // Also runs by itself in tests, at an address of its own.
  'deploy/identity': ['kit'],
  deploy: ['deploy/identity', 'composition', 'gateway', 'registry', 'subgraphs', 'kit'],
  cli: ['deploy', 'partner', 'composition', 'gateway', 'registry', 'subgraphs', 'kit'],
  test: [...EVERYTHING, 'examples'],
  bench: [...EVERYTHING, 'test'],
};

/** The place that a path belongs to, or undefined when the table has none for it. A test beside its subject is a test. */
export function placeOf(path: string): string | undefined {
  if (/\.test\.tsx?$/.test(path)) return 'test';
  return Object.keys(MAY_IMPORT)
    .filter((place) => isAtOrBelow(path, place))
    .sort((a, b) => b.length - a.length)[0];
}

/** Why `file` must not import `specifier`, or undefined when it may; packages are not judged. */
export function importProblem(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(file), specifier).replace(/\.js(x?)$/, '.ts$1');
  const from = placeOf(file);
  const to = placeOf(target);
  if (from === undefined) return undefined;
  if (to === undefined)
    return target.endsWith('.json') ? undefined : `imports ${target}, which has no place in MAY_IMPORT`;
  const allowed = from === to || MAY_IMPORT[from]!.some((entry) => isAtOrBelow(target, entry));
  return allowed ? undefined : `${from} must not import ${target}`;
}

/** The places directly below a place: those it may import from. */
export function placesBelow(place: string): string[] {
  return Object.keys(MAY_IMPORT).filter(
    (other) =>
      other !== place && MAY_IMPORT[place]!.some((entry) => isAtOrBelow(other, entry) || placeOf(entry) === other),
  );
}

function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
