import { OperationTypeNode } from 'graphql';
import { compileProjector, type Projector } from '../execute/compile-projector.js';
import { executeProgram, type Execution } from '../execute/execute-program.js';
import type { ResponseError } from '../execute/graphql-error.js';
import { projectExactly } from '../execute/project-exactly.js';
import type { Program, Tree } from '../execute/program.js';
import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';
import type { Caller, RequestContext } from '../request-context.js';
import type { GatewayEvents } from '../telemetry/events.js';
import type { Authenticator } from './authenticate.js';
import { checkVariables } from './check-variables.js';
import type { DocumentStore } from './document-store.js';
import { findProgram, planningRefusal } from './find-program.js';
import { introspect } from './introspect.js';
import type { OperationRequest } from './operation-request.js';
import { prepareOperation, type PreparedOperation } from './prepare-operation.js';
import { requestError } from './request-error.js';
import type { Snapshot } from './snapshot.js';
import type { DocumentRules } from './validate-document.js';

export interface PipelineOptions {
  /** Null when nobody is asked who they are. */
  readonly authenticator: Authenticator | null;
  readonly client: SubgraphClient;
  readonly requestTimeoutMs: number;
  readonly mergeFetches: boolean;
  readonly documents: DocumentStore;
  readonly rules: DocumentRules;
  readonly events: GatewayEvents;
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = Object.freeze({});

/** An answer: the parts of a GraphQL response. */
export interface OperationAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
}

/** The way of a request, in order. Rejects with `RequestError` when it cannot be executed at all. */
export async function handleOperation(
  snapshot: Snapshot,
  request: OperationRequest,
  options: PipelineOptions,
): Promise<OperationAnswer> {
  const { parameters, context } = request;
  await authenticate(context, options);
  const { text, keepAs } = options.documents.load(parameters);
  const operation = prepareOperation(snapshot, { text, name: parameters.operationName }, options.rules);
  options.events.documentAsked(operation.uses++ > 0);
  if (keepAs !== null) options.documents.keep(keepAs, text);
  allowKind(operation, request);
  const given = parameters.variables ?? NO_VARIABLES;
  const variables = checkVariables(operation.variables, given);
  const program = await planned(snapshot, operation, {
    variables,
    overrideLabels: [],
    mergeFetches: options.mergeFetches,
  });
  const introspected = program.projection.introspects ? introspect(snapshot.schema, operation, variables) : {};
  const execution = await executeProgram(program, {
    client: options.client,
    variables: given,
    headers: context.headers,
    deadline: performance.now() + options.requestTimeoutMs,
    onDefect: options.events.defect,
    signal: context.signal,
  });
  return project(program, execution, introspected);
}

async function authenticate(
  { authorization }: RequestContext,
  { authenticator, events }: PipelineOptions,
): Promise<Caller | null> {
  if (!authenticator) return null;
  const known = authenticator.recall(authorization);
  if (authorization !== null) events.tokenAsked(known !== undefined);
  return known === undefined ? authenticator.verify(authorization!) : known;
}

function allowKind({ operation }: PreparedOperation, { queriesOnly }: OperationRequest): void {
  if (queriesOnly && operation.operation !== OperationTypeNode.QUERY) {
    throw requestError(405, 'BAD_REQUEST', 'Only queries can be sent by GET. Send mutations by POST', {
      allow: 'POST',
    });
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    throw requestError(400, 'BAD_REQUEST', 'Subscriptions are not served yet');
}

async function planned(
  snapshot: Snapshot,
  operation: PreparedOperation,
  input: Parameters<typeof findProgram>[2],
): Promise<Program> {
  try {
    return await findProgram(snapshot, operation, input);
  } catch (error) {
    throw planningRefusal(error);
  }
}

const projectors = new WeakMap<Program, Projector>();

function project(program: Program, { tree, errors }: Execution, introspected: Tree): OperationAnswer {
  let projector = projectors.get(program);
  if (!projector) projectors.set(program, (projector = compileProjector(program.projection.root)));
  const data = projector(tree, introspected) ?? projectExactly(program.projection.root, tree, { introspected, errors });
  return errors.length > 0 ? { errors, data } : { data };
}
