import type { ApolloServer } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleWithApollo } from '../kit/http/apollo-http-handler.js';
import { createHttpServer, type HttpServer } from '../kit/http/http-server.js';
import { readJsonBody } from '../kit/http/read-json-body.js';
import { refuseBody } from '../kit/http/refuse-body.js';
import { sendError, sendJson, sendText } from '../kit/http/send-json.js';
import type { Log } from '../kit/log.js';
import { tracedHandler } from '../kit/tracing/traced-handler.js';
import type { Tracing } from '../kit/tracing/tracing.js';
import { bearerToken } from './actions/authenticate.js';
import { assertScope, type Caller } from './actions/caller.js';
import { readUsageReport, type UsageReport } from './actions/usage-report.js';
import { answerUplink } from './delivery/answer-uplink.js';
import { deliveryAsked } from './delivery/delivery-asked.js';
import type { Deliveries } from './delivery/deliveries.js';
import { sendSupergraph } from './delivery/send-supergraph.js';
import { codeOf, ERRORS } from './errors.js';
import type { RegistryContext } from './resolvers.js';

/** A schema of 1 MiB, as text in JSON, may take several times as much. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
const UPLINK_LIMIT_BYTES = 64 * 1024;
const USAGE_LIMIT_BYTES = 4 * 1024 * 1024;

export interface RegistryServerOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly parts: RegistryParts;
  /** Null while nothing is traced. */
  readonly tracing: () => Tracing | null;
}

/** What the paths of the registry are answered by. */
export interface RegistryParts {
  readonly apollo: () => ApolloServer<RegistryContext>;
  readonly deliveries: () => Deliveries;
  readonly contextOf: (caller: Caller) => RegistryContext;
  readonly authenticate: (token: string) => Promise<Caller | undefined>;
  readonly reportUsage: (caller: Caller, report: UsageReport) => Promise<object>;
  /** Called with what a caller without a valid token asked for. */
  readonly onStranger: (path: string) => void;
  readonly isReady: () => Promise<boolean>;
}

/** The registry's HTTP surface: GraphQL, delivery in three forms, usage, health paths. */
export function createRegistryServer({ log, parts, tracing, ...address }: RegistryServerOptions): HttpServer {
  const server = createHttpServer({
    ...address,
    handler: tracedHandler(tracing, '/graphql', (request, response) =>
      route(request, response, { ...parts, isReady: async () => !server.stopping() && (await parts.isReady()) }),
    ),
    onError: (error) => log.error({ err: error }, 'Request failed'),
  });
  return server;
}

async function route(request: IncomingMessage, response: ServerResponse, parts: RegistryParts): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0]!;
  switch (path) {
    case '/graphql':
      return answerGraphql(request, response, parts);
    case '/supergraph':
      return deliver(bearerToken(request.headers.authorization), { contract: null, request, response, parts });
    case '/usage':
      return takeUsage(request, response, parts);
    case '/uplink':
      return uplink(request, response, parts);
    case '/health':
    case '/health/live':
      return sendJson(response, 200, { status: 'ok' });
    case '/health/ready':
      return sendReadiness(response, await parts.isReady());
    case '/supergraph/key':
      return sendText(response, {
        status: 200,
        type: 'text/plain; charset=utf-8',
        text: `${parts.deliveries().whole.publicKey}\n`,
      });
  }
  const asked = deliveryAsked(path);
  if (asked?.kind === 'usage') return takeUsage(request, response, parts);
  if (asked?.form === 'own')
    return deliver(bearerToken(request.headers.authorization), { ...asked, request, response, parts });
  if (asked?.form === 'hive') {
    const key = request.headers['x-hive-cdn-key'];
    return deliver(typeof key === 'string' ? key : undefined, { ...asked, request, response, parts });
  }
  sendError(response, 'NOT_FOUND', 'ask /graphql');
}

async function answerGraphql(request: IncomingMessage, response: ServerResponse, parts: RegistryParts): Promise<void> {
  const caller = await callerOf(bearerToken(request.headers.authorization), parts);
  if (!caller) return sendUnauthenticated(request, response, parts);
  const context = async () => parts.contextOf(caller);
  await handleWithApollo({ server: parts.apollo(), context, bodyLimitBytes: BODY_LIMIT_BYTES }, request, response);
}

interface Exchange {
  /** Null for the whole graph. */
  readonly contract: string | null;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly parts: RegistryParts;
}

async function deliver(token: string | undefined, exchange: Exchange): Promise<void> {
  const { contract, request, response, parts } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendError(response, 'METHOD_NOT_ALLOWED');
  }
  const caller = await callerOf(token, parts);
  if (!caller) return sendUnauthenticated(request, response, parts);
  if (!mayRead(caller)) return sendRefusal(response, 'FORBIDDEN', 'it needs the scope READ');
  const deliveries = parts.deliveries();
  const live = contract === null ? deliveries.whole : await deliveries.contract(contract);
  if (!live) return sendError(response, 'NOT_FOUND', 'there is no contract of this name');
  await sendSupergraph(live, request, response);
}

async function uplink(request: IncomingMessage, response: ServerResponse, parts: RegistryParts): Promise<void> {
  const body = await readJsonBody(request, UPLINK_LIMIT_BYTES);
  if (body.kind === 'refused') return refuseBody(request, response, body);
  const readable = async (token: string) => {
    const caller = await callerOf(token, parts);
    if (!caller) parts.onStranger('/uplink');
    return caller !== undefined && mayRead(caller);
  };
  const answer = await answerUplink(
    { deliveries: parts.deliveries(), mayRead: readable },
    body.kind === 'json' ? body.value : {},
  );
  sendJson(response, 200, answer);
}

async function takeUsage(request: IncomingMessage, response: ServerResponse, parts: RegistryParts): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendError(response, 'METHOD_NOT_ALLOWED');
  }
  const caller = await callerOf(bearerToken(request.headers.authorization), parts);
  if (!caller) return sendUnauthenticated(request, response, parts);
  const body = await readJsonBody(request, USAGE_LIMIT_BYTES);
  if (body.kind === 'refused') return refuseBody(request, response, body);
  try {
    const report = readUsageReport(body.kind === 'json' ? body.value : undefined);
    sendJson(response, 200, await parts.reportUsage(caller, report));
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const status = code === 'FORBIDDEN' ? 403 : 400;
    sendJson(response, status, { errors: [{ message: (error as Error).message, extensions: { code } }] });
  }
}

async function callerOf(token: string | undefined, { authenticate }: RegistryParts): Promise<Caller | undefined> {
  return token === undefined ? undefined : authenticate(token);
}

function mayRead(caller: Caller): boolean {
  try {
    assertScope(caller, 'READ');
    return true;
  } catch (error) {
    if (codeOf(error) === 'FORBIDDEN') return false;
    throw error;
  }
}

function sendUnauthenticated(request: IncomingMessage, response: ServerResponse, { onStranger }: RegistryParts): void {
  onStranger((request.url ?? '/').split('?', 1)[0]!);
  response.setHeader('www-authenticate', 'Bearer');
  // The body was not read.
  response.setHeader('connection', 'close');
  sendRefusal(response, 'UNAUTHENTICATED', 'send Authorization: Bearer and a token of this registry');
}

function sendRefusal(response: ServerResponse, code: 'UNAUTHENTICATED' | 'FORBIDDEN', detail: string): void {
  const { status, message } = ERRORS[code];
  sendJson(response, status, { errors: [{ message: `${message}: ${detail}`, extensions: { code } }] });
}

function sendReadiness(response: ServerResponse, isReady: boolean): void {
  sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' });
}
