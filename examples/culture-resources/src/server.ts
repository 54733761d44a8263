import { execute, GraphQLError, parse, validate, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** The gateway sends up to some hundred entities at once, hence more than a client would. */
const BODY_BYTES_MAX = 8 * 1024 * 1024;
const TOKENS_MAX = 15_000;

/** A server that answers GraphQL at /graphql, and 200 at /health. It listens when it is told to. */
export function createGraphqlServer(schema: GraphQLSchema): Server {
  const server = createServer((request, response) => {
    route(schema, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) send(response, 500, failure('INTERNAL_SERVER_ERROR', 'Internal error'));
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function route(schema: GraphQLSchema, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  response.setHeader('content-type', `${mediaType(request)}; charset=utf-8`);
  if (path === '/health') return send(response, 200, { status: 'ok' });
  if (path !== '/graphql') return send(response, 404, failure('NOT_FOUND', 'Ask /graphql'));
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return send(response, 405, failure('METHOD_NOT_ALLOWED', 'Post the operation'));
  }
  // Other types can be sent by any web page without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return send(response, 415, failure('UNSUPPORTED_MEDIA_TYPE', 'Send application/json'));
  }
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, failure('PAYLOAD_TOO_LARGE', 'The body is too large'));
  const { status, result } = await run(schema, body);
  send(response, status, result);
}

/** Of the two media types of GraphQL over HTTP, the one that was asked for. */
function mediaType({ headers }: IncomingMessage): string {
  const [one] = /application\/(graphql-response\+)?json/.exec(headers.accept ?? '') ?? [];
  return one ?? 'application/json';
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > BODY_BYTES_MAX) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface Ran {
  readonly status: number;
  readonly result: object;
}

async function run(schema: GraphQLSchema, body: string): Promise<Ran> {
  const given = parsed(body);
  if (typeof given?.['query'] !== 'string') {
    return { status: 400, result: failure('BAD_REQUEST', 'The body must be JSON with a query') };
  }
  const { query, variables, operationName } = given;
  try {
    const document = parse(query, { maxTokens: TOKENS_MAX });
    const errors = validate(schema, document);
    if (errors.length > 0) return refused('GRAPHQL_VALIDATION_FAILED', errors);
    const result = await execute({
      schema,
      document,
      variableValues: variables as Record<string, unknown> | undefined,
      operationName: operationName as string | undefined,
    });
    // Without data, it did not begin: a variable does not fit, or there is no such operation.
    if (result.data === undefined) return refused('BAD_USER_INPUT', result.errors ?? []);
    return { status: 200, result: { ...result, ...(result.errors ? { errors: result.errors.map(safe) } : {}) } };
  } catch (error) {
    if (error instanceof GraphQLError) return refused('GRAPHQL_PARSE_FAILED', [error]);
    throw error;
  }
}

function refused(code: string, errors: readonly GraphQLError[]): Ran {
  const coded = errors.map((error) => ({ ...error.toJSON(), extensions: { code, ...error.extensions } }));
  return { status: 400, result: { errors: coded } };
}

function parsed(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Errors that were made for the caller pass; of all others only the log has the reason. */
function safe(error: GraphQLError): object {
  const { originalError } = error;
  if (originalError === undefined || originalError instanceof GraphQLError) return error.toJSON();
  console.error(originalError);
  return new GraphQLError('Internal error', {
    path: error.path,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  }).toJSON();
}

function failure(code: string, message: string): ExecutionResult {
  return { errors: [new GraphQLError(message, { extensions: { code } })] };
}

function send(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status).end(JSON.stringify(value));
}
