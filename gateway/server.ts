import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConnectionSource } from '../kit/http/connection-source.js';
import { createHttpServer, type HttpHandler, type HttpServer } from '../kit/http/http-server.js';
import type { Patience } from '../kit/http/patience.js';
import { sendError, sendJson, sendText } from '../kit/http/send-json.js';
import type { Log } from '../kit/log.js';
import { isDataPath } from './data/data-url.js';
import type { Metrics } from './telemetry/metrics.js';
import { sendFrontPage, wantsPage } from './front-page.js';
import { sendStudioFile, sendStudioPage } from './studio/send-studio.js';
import { openStudioFiles, type StudioFiles } from './studio/studio-files.js';
import { isOnThisMachine } from '../kit/http/is-on-this-machine.js';
import type { OwnIssuer } from './studio-api/own-issuer.js';
import type { StudioApi } from './studio-api/answer-studio-api.js';

export interface GatewayServerOptions {
  readonly host: string;
  readonly port: number;
  readonly source?: ConnectionSource | undefined;
  readonly headerLimitBytes: number;
  readonly patience: Patience;
  /** Answers `/graphql`. */
  readonly graphql: HttpHandler;
  /** What answers below `/data`; null when nothing does. */
  readonly data: () => HttpHandler | null;
  /** What answers at `/cache/invalidate`; null when nothing does. */
  readonly invalidate: () => HttpHandler | null;
  /** The folder of the studio's files, shown at `/`; null for a plain page instead. */
  readonly studioFolder: string | null;
  /** Where callers sign in, when elsewhere: the studio may ask there too. */
  readonly issuerOrigin: string | null;
  /** Answers what is below `/studio/api/`; null for nothing. */
  readonly studioApi: StudioApi | null;
  /** Null where callers sign in elsewhere, or not at all. */
  readonly ownIssuer: OwnIssuer | null;
  /** Shown at `/metrics`; null when they are not. */
  readonly metrics: Pick<Metrics, 'contentType' | 'text'> | null;
  /** Whether nobody but this machine is answered, whatever leads here. */
  readonly onlyThisMachine: boolean;
  /** Whether a supergraph is loaded. */
  readonly isReady: () => boolean;
  readonly log: Log;
}

/** The gateway's HTTP surface: GraphQL, health paths and the studio. Readiness ends as soon as `stop` is called. */
export function createGatewayServer(options: GatewayServerOptions): HttpServer {
  const { graphql, data, invalidate, studioFolder, issuerOrigin, isReady, log, ...rest } = options;
  const { studioApi, ownIssuer, metrics, onlyThisMachine, ...address } = rest;
  const studio = studioFolder === null ? null : openStudioFiles(studioFolder, issuerOrigin);
  const ready = () => isReady() && !server.stopping();
  const parts = { graphql, studio, studioApi, ownIssuer, metrics, onlyThisMachine, ready };
  const server = createHttpServer({
    ...address,
    handler: (request, response) => route(request, response, { ...parts, data: data(), invalidate: invalidate() }),
    onError: (error) => log.error({ err: error }, 'Request failed'),
  });
  return server;
}

const STUDIO_API = '/studio/api/';

interface Parts {
  readonly graphql: HttpHandler;
  readonly data: HttpHandler | null;
  readonly invalidate: HttpHandler | null;
  readonly studio: StudioFiles | null;
  readonly studioApi: StudioApi | null;
  readonly ownIssuer: OwnIssuer | null;
  readonly metrics: GatewayServerOptions['metrics'];
  readonly onlyThisMachine: boolean;
  readonly ready: () => boolean;
}

async function route(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { graphql, data, invalidate, studio, studioApi, ownIssuer, metrics, onlyThisMachine, ready } = parts;
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  if (onlyThisMachine && !isOnThisMachine(request))
    return sendError(response, 'OTHER_MACHINE', 'ask by localhost, or serve others by joinery gateway');
  const sendPage = () => (studio ? sendStudioPage(request, response, studio) : sendFrontPage(response));
  switch (path) {
    case '/':
      return reading(request, response, sendPage);
    case '/graphql':
      return query === undefined && wantsPage(request) ? sendPage() : graphql(request, response);
    case '/cache/invalidate':
      if (invalidate) return invalidate(request, response);
      break;
    case '/health':
    case '/health/live':
      return reading(request, response, () => sendJson(response, 200, { status: 'ok' }));
    case '/health/ready':
    case '/readiness':
    case '/healthcheck':
      return reading(request, response, () => sendReadiness(response, ready()));
    case '/metrics':
      if (metrics) return sendMetrics(request, response, metrics);
      break;
  }
  if (data && isDataPath(path)) return data(request, response);
  if (studioApi && path.startsWith(STUDIO_API)) return studioApi(path.slice(STUDIO_API.length), request, response);
  if (ownIssuer && path.startsWith(ownIssuer.path)) return ownIssuer.handle(request, response);
  if (studio && path.startsWith('/studio/'))
    return reading(request, response, () => sendStudioFile(request, response, studio));
  sendError(response, 'NOT_FOUND', 'ask /graphql');
}

async function sendMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  metrics: NonNullable<Parts['metrics']>,
): Promise<void> {
  const text = await metrics.text();
  await reading(request, response, () => sendText(response, { status: 200, type: metrics.contentType, text }));
}

/** Answers a path that can only be read. */
async function reading(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => void | Promise<void>,
): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return answer();
  response.setHeader('allow', 'GET, HEAD');
  sendError(response, 'METHOD_NOT_ALLOWED');
}

function sendReadiness(response: ServerResponse, ready: boolean): void {
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
}
