import type { IncomingMessage } from 'node:http';
import { sendText } from '../../kit/http/send-json.js';
import { readContext, type ContextOptions, type Exchange } from '../http/read-context.js';
import type { Sent } from '../http/send-answer.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import type { RequestContext } from '../request-context.js';
import type { GatewayEvents } from '../telemetry/events.js';
import { DATA_HEADERS, KEEP_PRIVATELY } from './data-headers.js';
import { readDataUrl, type DataUrl } from './data-url.js';
import { describeLibrary } from './describe-library.js';
import type { ExportSlots } from './export-slots.js';
import { exportTable, type ExportOptions } from './export-table.js';
import type { LoadedLibrary, QueryLibrary } from './query-library.js';
import { readParameters } from './read-parameters.js';
import type { ReadyQuery } from './ready-query.js';
import { refuseData } from './refuse-data.js';

export interface DataHttpOptions extends ExportOptions {
  readonly library: QueryLibrary;
  readonly slots: ExportSlots;
  /** How long an export may take, its wait for a turn included. */
  readonly timeoutMs: number;
  readonly context: ContextOptions;
  readonly events: GatewayEvents;
}

/** Answers `/data`, the list of saved queries, and `/data/<query>.<format>`, the table of one. */
export async function answerData(exchange: Exchange, options: DataHttpOptions): Promise<void> {
  const startedAt = performance.now();
  const begun = options.events.requestBegun('/data', exchange.request);
  const context = readContext(exchange, options.context, begun);
  let asked: DataUrl | null = null;
  let sent: Sent;
  try {
    checkRequest(exchange.request);
    asked = readDataUrl(exchange.request.url ?? '', exchange.request.headers.accept);
    const library = options.library.current()!;
    sent =
      asked.name === null
        ? await sendLibrary(exchange, context, options)
        : await sendTable(exchange, { asked, context, library }, options);
  } catch (error) {
    if (!(error instanceof RequestError || exchange.response.destroyed)) options.events.defect(error);
    const refusal = error instanceof RequestError ? error : INTERNAL_ERROR;
    const isJson = asked === null ? false : asked.format === null || asked.format.name === 'json';
    sent = await refuseData(exchange, { context, refusal, isJson });
  }
  const durationMs = performance.now() - startedAt;
  options.events.requestEnded({ context, operationName: asked?.name ?? null, ...sent, durationMs });
}

const INTERNAL_ERROR = requestError(500, 'INTERNAL_SERVER_ERROR', 'Internal error');

function checkRequest({ method, headers }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'HEAD')
    throw requestError(405, 'METHOD_NOT_ALLOWED', 'Tables are read by GET', { allow: 'GET, HEAD' });
  // A link from another site may lead here; a picture or a script on it may not.
  if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate')
    throw requestError(400, 'BAD_REQUEST', 'A page of another site has sent this. Open the address by itself');
}

async function sendLibrary(
  { response }: Exchange,
  context: RequestContext,
  { run, library, ownerNames }: DataHttpOptions,
): Promise<Sent> {
  // Whoever may not ask the graph may not see its queries.
  const parameters = {
    query: '{ __typename }',
    operationName: null,
    variables: null,
    extensions: null,
    documentId: null,
  };
  const streams = { deferred: null, events: null };
  await run({ parameters, isSaved: true, readOnly: true, streams, planAsked: null, trace: null, watch: null, context });
  for (const [name, value] of Object.entries(DATA_HEADERS)) response.setHeader(name, value);
  response.setHeader('cache-control', KEEP_PRIVATELY);
  response.setHeader('x-request-id', context.requestId);
  const text = JSON.stringify(describeLibrary(library.current()!, ownerNames));
  sendText(response, { status: 200, type: 'application/json; charset=utf-8', text });
  return { status: 200, outcome: 'ok' };
}

interface AskedTable {
  readonly asked: DataUrl;
  readonly context: RequestContext;
  readonly library: LoadedLibrary;
}

async function sendTable(exchange: Exchange, table: AskedTable, options: DataHttpOptions): Promise<Sent> {
  const { asked, context, library } = table;
  const query = queryOf(library, asked.name!);
  const parameters = readParameters(asked.parameters, query.variables);
  const deadline = performance.now() + options.timeoutMs;
  const signal = goneOrLate(exchange, options.timeoutMs);
  const giveBack = await options.slots.take(signal);
  try {
    const given = { query, format: asked.format!, parameters, library, context, deadline, signal };
    const tally = await exportTable(exchange, given, options);
    const { response } = exchange;
    if (response.destroyed && !response.writableFinished) return { status: 0, outcome: 'CLIENT_GONE' };
    return { status: response.statusCode, outcome: tally.hasErrors ? 'errors' : 'ok' };
  } finally {
    giveBack();
  }
}

function queryOf({ queries, problems }: LoadedLibrary, name: string): ReadyQuery {
  const query = queries.get(name);
  if (query) return query;
  if (problems.some((problem) => problem.name === name))
    throw requestError(
      503,
      'SAVED_QUERY_INVALID',
      'This saved query does not fit the graph as it now is. /data says why',
    );
  throw requestError(
    404,
    'SAVED_QUERY_NOT_FOUND',
    'There is no saved query of this name. /data lists those that there are',
  );
}

/** Raised when the client has gone, or has waited too long for its turn. */
function goneOrLate({ response }: Exchange, timeoutMs: number): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort(new Error('The client has gone')));
  const timer = setTimeout(
    () =>
      controller.abort(
        requestError(504, 'EXPORT_TIMEOUT', 'The export has waited too long for its turn. Try again later'),
      ),
    timeoutMs,
  ).unref();
  response.once('close', () => clearTimeout(timer));
  return controller.signal;
}
