import type { IncomingMessage, ServerResponse } from 'node:http';
import { earlyJson, endEarly } from '../../kit/http/end-early.js';
import { sendError, sendJson } from '../../kit/http/send-json.js';
import type { LoadedGraph } from '../engine.js';
import { readBody } from '../http/read-body.js';
import type { Caller } from '../request-context.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import { HEALTH_WINDOW_MS, type HealthWatch } from '../telemetry/subgraph-health.js';
import type { CallerReport } from './contract/caller-report.js';
import type { IdentityOffer, Offers } from './contract/offers.js';
import { createDescriber, type DescribedGraph } from './described-graph.js';
import { createRegistryForwarding } from './forward-to-registry.js';
import { isOnThisMachine } from '../../kit/http/is-on-this-machine.js';
import type { SampleSignIn } from './sample-sign-in.js';

export interface StudioApiOptions {
  /** What is loaded; null where the engine cannot tell. */
  readonly loaded: () => LoadedGraph | null;
  /** Rejects with `RequestError` unless the caller may read the schema. */
  readonly assertMayIntrospect: (authorization: string | null) => Promise<void>;
  /** Who asks; null for nobody in particular. Rejects with `RequestError`. */
  readonly callerOf: (authorization: string | null) => Promise<Caller | null>;
  /** The scopes of who is nobody in particular. */
  readonly anonymousScopes: readonly string[];
  readonly owners: Readonly<Record<string, string>>;
  readonly health: HealthWatch;
  readonly exposesPlans: boolean;
  /** Of the registry that the gateway follows; null for none. */
  readonly registryUrl: string | null;
  /** Null where nobody becomes somebody by a click. */
  readonly signIn: SampleSignIn | null;
  /** Where who sent a request may sign in to ask the graph. */
  readonly identityFor: (request: IncomingMessage) => IdentityOffer | null;
}

/** Answers what the studio asks the gateway besides GraphQL: `name` is the path below `/studio/api/`. */
export type StudioApi = (name: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export function createStudioApi(options: StudioApiOptions): StudioApi {
  const describe = createDescriber(options.owners);
  const registry = options.registryUrl === null ? null : createRegistryForwarding({ url: options.registryUrl });

  const graphOf = async ({ headers }: IncomingMessage): Promise<LoadedGraph> => {
    await options.assertMayIntrospect(headers.authorization ?? null);
    const graph = options.loaded();
    if (!graph) throw requestError(404, 'NOT_FOUND', 'The engine apollo does not describe the graph. Use joinery');
    return graph;
  };
  const paths: Readonly<Record<string, Readonly<Record<string, (exchange: Exchange) => Promise<void>>>>> = {
    offers: { GET: (exchange) => sendOffers(exchange, options) },
    caller: { GET: (exchange) => sendCaller(exchange, options) },
    graph: { GET: async (exchange) => sendGraph(exchange, await describe(await graphOf(exchange.request))) },
    health: { GET: async (exchange) => sendHealth(exchange, await graphOf(exchange.request), options.health) },
    ...(registry ? { registry: { POST: asPage(({ request, response }) => registry(request, response)) } } : {}),
    ...(options.signIn ? { 'sign-in': { POST: asPage((exchange) => signIn(exchange, options.signIn!)) } } : {}),
  };

  return async (name, request, response) => {
    const methods = Object.hasOwn(paths, name) ? paths[name]! : undefined;
    if (!methods) return sendError(response, 'NOT_FOUND', 'the gateway does not offer this to the studio');
    const answer = Object.hasOwn(methods, request.method ?? '') ? methods[request.method!] : undefined;
    if (!answer) {
      response.setHeader('allow', Object.keys(methods).join(', '));
      return sendError(response, 'METHOD_NOT_ALLOWED');
    }
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    try {
      await answer({ request, response });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      await sendRefusal({ request, response }, error);
    }
  };
}

/** Refuses what the studio's own page cannot have sent: it names a header that no page of another site may. */
function asPage(answer: (exchange: Exchange) => Promise<void>): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const { headers } = exchange.request;
    const site = headers['sec-fetch-site'] ?? 'same-origin';
    if ((headers['apollo-require-preflight'] ?? '') === '' || site !== 'same-origin')
      throw requestError(
        403,
        'BAD_REQUEST',
        'Only the page of this server may ask. Send apollo-require-preflight: true',
      );
    await answer(exchange);
  };
}

async function sendRefusal(exchange: Exchange, { status, errors, headers }: RequestError): Promise<void> {
  for (const [name, value] of Object.entries(headers)) exchange.response.setHeader(name, value);
  await endEarly(exchange, earlyJson(status, { errors }));
}

async function sendOffers({ request, response }: Exchange, options: StudioApiOptions): Promise<void> {
  const { signIn, registryUrl, exposesPlans } = options;
  const offered = signIn && isOnThisMachine(request) ? await signIn.roles() : [];
  response.setHeader('cache-control', 'no-store');
  const identity = options.identityFor(request);
  const offers: Offers = { registry: registryUrl !== null, plans: exposesPlans, signIn: offered, identity };
  sendJson(response, 200, offers);
}

async function sendCaller({ request, response }: Exchange, options: StudioApiOptions): Promise<void> {
  const caller = await options.callerOf(request.headers.authorization ?? null);
  const end = caller?.claims['exp'];
  const report: CallerReport = {
    isKnown: caller !== null,
    subject: caller?.subject ?? null,
    scopes: [...(caller?.scopes ?? options.anonymousScopes)].sort(),
    endsAt: typeof end === 'number' ? new Date(end * 1_000).toISOString() : null,
  };
  response.setHeader('cache-control', 'no-store');
  sendJson(response, 200, report);
}

function sendGraph({ request, response }: Exchange, { text, zipped, tag }: DescribedGraph): void {
  response.setHeader('etag', tag);
  response.setHeader('cache-control', 'private, no-cache');
  response.setHeader('vary', 'accept-encoding, authorization');
  if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end();
  const isZipped = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(String(request.headers['accept-encoding'] ?? ''));
  const body = isZipped ? zipped : text;
  if (isZipped) response.setHeader('content-encoding', 'gzip');
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

function sendHealth({ response }: Exchange, { supergraph }: LoadedGraph, health: HealthWatch): void {
  const names = supergraph.subgraphs.map(({ name }) => name).sort();
  response.setHeader('cache-control', 'no-store');
  sendJson(response, 200, {
    at: new Date().toISOString(),
    windowSeconds: HEALTH_WINDOW_MS / 1_000,
    subgraphs: names.map((name) => ({ name, ...(health.of(name) ?? UNKNOWN) })),
  });
}

const UNKNOWN = { breaker: 'closed', requests: 0, failures: 0, p50Ms: null, p99Ms: null, lastFailure: null };

const SIGN_IN_BYTES_MAX = 1_024;

async function signIn({ request, response }: Exchange, sample: SampleSignIn): Promise<void> {
  if (!isOnThisMachine(request))
    throw requestError(403, 'SIGN_IN_REFUSED', 'Samples sign in on the machine itself, at localhost. Use a token');
  const role = roleOf(await readBody(request, SIGN_IN_BYTES_MAX));
  response.setHeader('cache-control', 'no-store');
  sendJson(response, 200, await sample.signIn(role));
}

function roleOf(body: string): string {
  try {
    const { as } = JSON.parse(body) as { readonly as?: unknown };
    if (typeof as === 'string') return as;
  } catch {
    // Said below.
  }
  throw requestError(400, 'BAD_REQUEST', 'The body must be such as {"as":"analyst"}');
}
