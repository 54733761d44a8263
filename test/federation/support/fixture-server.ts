import { execute, parse, validate, type GraphQLSchema } from 'graphql';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './federation-case.js';
import { fixtureSchema, lyingSchema } from './fixture-schema.js';
import type { Row, SubgraphFixture } from './subgraph-fixture.js';

/** One HTTP request that a subgraph received. */
export interface ReceivedRequest {
  readonly subgraph: string;
  readonly operation: string;
  /** The root fields it executed, in order. */
  readonly calls: { readonly field: string; readonly args: Row }[];
}

export interface FixtureServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface FixtureServerOptions {
  readonly name: string;
  readonly fixture: SubgraphFixture;
  /** How it fails at present. */
  readonly fault: () => Fault | undefined;
  readonly onRequest: (request: ReceivedRequest) => void;
  /** Headers of its answers. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** What resolvers keep between the requests of one client operation. */
  readonly state: () => Row;
}

interface Asked {
  readonly query: string;
  readonly variables?: Row;
  readonly operationName?: string;
}

/** A subgraph over HTTP on a free port, which answers from its fixture, or as its fault says. */
export async function startFixtureServer(options: FixtureServerOptions): Promise<FixtureServer> {
  const schema = fixtureSchema(options.fixture);
  const server = createServer((request, response) => void handle({ ...options, schema }, request, response));
  // An engine that is held up may ask on a connection just as the server closes it for being idle.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  if (options.fault()?.kind === 'closed') await close(server);
  return { url: `http://127.0.0.1:${port}/graphql`, stop: () => close(server) };
}

type Handling = FixtureServerOptions & { readonly schema: GraphQLSchema };
type Answering = Handling & { readonly executed: GraphQLSchema };

async function handle(handling: Handling, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = JSON.parse(await textOf(request)) as Asked;
  const received: ReceivedRequest = { subgraph: handling.name, operation: asked.query, calls: [] };
  handling.onRequest(received);
  const fault = faultFor(handling.fault(), asked);
  if (fault?.kind === 'reset') return void request.socket.destroy();
  if (fault?.kind === 'answer') return send(response, fault.body, fault);
  const executed = fault?.kind === 'lie' ? lyingSchema(handling.fixture, fault.field, fault.value) : handling.schema;
  const text = JSON.stringify(await answer({ ...handling, executed }, asked, received));
  const headers = handling.headers?.() ?? {};
  send(response, fault?.kind === 'replace' ? text.replaceAll(fault.from, fault.to) : text, { headers });
}

function faultFor(fault: Fault | undefined, { query }: Asked): Fault | undefined {
  if (fault === undefined || !('when' in fault)) return fault;
  const moment = /\b_entities\b/.test(query) ? 'entities' : 'root';
  return fault.when === moment ? fault : undefined;
}

async function answer(handling: Answering, asked: Asked, received: ReceivedRequest): Promise<unknown> {
  const { schema, executed, state } = handling;
  const document = parse(asked.query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return execute({
    schema: executed,
    document,
    variableValues: asked.variables ?? {},
    operationName: asked.operationName ?? null,
    contextValue: { state: state(), onCall: (field: string, args: Row) => received.calls.push({ field, args }) },
  });
}

interface Form {
  readonly status?: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(response: ServerResponse, body: string, { status = 200, contentType, headers }: Form = {}): void {
  response.writeHead(status, { 'content-type': contentType ?? 'application/json', ...headers });
  response.end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
