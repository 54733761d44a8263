import { OperationTypeNode } from 'graphql';
import { compileProjector, type Projector } from '../execute/compile-projector.js';
import { executeDeferred } from '../execute/execute-deferred.js';
import { executeProgram, type Execution } from '../execute/execute-program.js';
import type { ResponseError } from '../execute/graphql-error.js';
import { projectExactly } from '../execute/project-exactly.js';
import type { Program, Tree } from '../execute/program.js';
import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';
import type { SubgraphSubscriber } from '../subgraph-client/subgraph-subscriber.js';
import type { Caller, RequestContext } from '../request-context.js';
import type { GatewayEvents } from '../telemetry/events.js';
import type { AuditLog } from './audit-log.js';
import type { Authenticator } from './authenticate.js';
import { checkVariables } from './check-variables.js';
import { limitCost, withCost, type CostLimit } from './limit-cost.js';
import { deniedClauses, type Asker, type Authorisation } from './denied-clauses.js';
import { earliest } from './deprecations.js';
import type { DocumentStore, LoadedDocument } from './document-store.js';
import type { Fairness } from './fairness.js';
import { explainPlan } from './explain-plan.js';
import { findProgram, planningRefusal } from './find-program.js';
import { introspect } from './introspect.js';
import { openSubscription } from './open-subscription.js';
import type { OperationRequest } from './operation-request.js';
import { deferredStream, type OperationStream } from './operation-stream.js';
import type { OperationTrace } from './operation-trace.js';
import { prepareOperation, type PreparedOperation } from './prepare-operation.js';
import { requestError } from './request-error.js';
import type { ShareExecution } from './share-executions.js';
import type { Snapshot } from './snapshot.js';
import type { Subscriptions } from './subscriptions.js';
import type { StageName } from './trace-report.js';
import type { DocumentRules } from './validate-document.js';
import { writeDown } from './write-down.js';

export interface PipelineOptions {
  /** Null when nobody is asked who they are. */
  readonly authenticator: Authenticator | null;
  readonly authorisation: Authorisation;
  readonly audit: AuditLog;
  /** Null when callers are not counted. */
  readonly fairness: Fairness | null;
  /** Null when nobody wants to know what operations cost. */
  readonly costs: CostLimit | null;
  readonly client: SubgraphClient;
  readonly subscriber: SubgraphSubscriber;
  readonly subscriptions: Subscriptions;
  /** Null when each query is executed by itself. */
  readonly shareExecution: ShareExecution | null;
  readonly requestTimeoutMs: number;
  readonly mergeFetches: boolean;
  /** Whether plans are kept for who asks for them. */
  readonly keepsPlans: boolean;
  readonly documents: DocumentStore;
  readonly rules: DocumentRules;
  readonly events: GatewayEvents;
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = Object.freeze({});

/** An answer: the parts of a GraphQL response. */
export interface OperationAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The way of a request, in order. Rejects with `RequestError` when it cannot be executed at all. */
export async function handleOperation(
  snapshot: Snapshot,
  request: OperationRequest,
  options: PipelineOptions,
): Promise<OperationAnswer | OperationStream> {
  const { context, trace } = request;
  trace?.stage('read');
  const known = recall(context, options);
  const caller = known === undefined ? await options.authenticator!.verify(context.authorization!) : known;
  trace?.stage('authenticate', options.authenticator && known !== undefined);
  if (options.fairness === null) return answerCaller(caller, snapshot, request, options);
  const leave = await options.fairness.admit({ caller, context });
  let isStream = false;
  try {
    const answer = await answerCaller(caller, snapshot, request, options);
    isStream = 'over' in answer;
    if ('over' in answer) void answer.over.then(leave);
    return answer;
  } finally {
    if (!isStream) leave();
  }
}

/** The way of a request of which it is known who asks. */
async function answerCaller(
  caller: Caller | null,
  snapshot: Snapshot,
  request: OperationRequest,
  options: PipelineOptions,
): Promise<OperationAnswer | OperationStream> {
  const { parameters, context, trace } = request;
  const { text, keepAs } = request.isSaved ? savedDocument(parameters) : options.documents.load(parameters);
  const operation = prepareOperation(snapshot, { text, name: parameters.operationName }, options.rules, trace);
  options.events.documentAsked(operation.uses++ > 0);
  if (keepAs !== null) options.documents.keep(keepAs, text);
  allowKind(operation, request);
  const given = parameters.variables ?? NO_VARIABLES;
  const variables = checkVariables(operation.variables, given);
  options.events.operationBegun(operation.facts, context.client);
  const { costs } = options;
  const cost = costs && (await limitCost(operation, { snapshot, variables, asker: { caller, context } }, options));
  const asked = deniedTo({ caller, context }, snapshot, operation, options);
  const denied = asked instanceof Promise ? await asked : asked;
  if (operation.deprecation) context.deprecation = earliest(context.deprecation, operation.deprecation);
  const found = findProgram(snapshot, operation, {
    variables,
    overrideLabels: [],
    denied,
    mergeFetches: options.mergeFetches,
    keepsPlans: options.keepsPlans,
    defers: request.streams.deferred !== null,
  });
  const program = found instanceof Promise ? await planned(found) : found;
  trace?.stage('plan', program === found);
  const { planAsked } = request;
  const extensions = planAsked && explainPlan(program, planAsked);
  if (extensions && planAsked.isDryRun) return { data: null, extensions };
  const { protections } = snapshot.planner.facts;
  if (operation.audited.length > 0) await writeDown(operation, { caller, context, protections, denied }, options.audit);
  if (program.source !== null) {
    const { client, subscriber, subscriptions, requestTimeoutMs: timeoutMs } = options;
    const shared = { client, variables: given, headers: context.headers, onDefect: options.events.defect };
    return openSubscription(program, { ...shared, snapshot, caller, subscriber, subscriptions, timeoutMs });
  }
  const introspected = program.projection.introspects ? introspect(snapshot.schema, operation, variables) : {};
  const input = {
    client: options.client,
    variables: given,
    headers: context.headers,
    deadline: performance.now() + options.requestTimeoutMs,
    onDefect: options.events.defect,
    signal: context.signal,
    observer: trace ?? undefined,
  };
  if (program.deferred.length > 0)
    return deferredStream(executeDeferred(program, input, introspected), {
      first: extensions,
      last: trace && (() => traceOf(trace, program, 'execute')),
    });
  const isPlain = !extensions && !trace && request.costAsked !== true;
  if (options.shareExecution && isPlain && operation.operation.operation === OperationTypeNode.QUERY)
    return options.shareExecution({ program, variables: given, context }, async (signal) =>
      project(program, await executeProgram(program, { ...input, signal }), introspected),
    );
  const execution = await executeProgram(program, input);
  trace?.stage('execute');
  const answer = project(program, execution, introspected);
  const costed = cost !== null && request.costAsked === true ? withCost(answer, cost) : answer;
  if (trace) return withExtensions(costed, { ...extensions, ...traceOf(trace, program, 'project') });
  return extensions ? withExtensions(costed, extensions) : costed;
}

function withExtensions(answer: OperationAnswer, extensions: Readonly<Record<string, unknown>>): OperationAnswer {
  return { ...answer, extensions: { ...answer.extensions, ...extensions } };
}

/** Undefined for a token that must be verified first. */
function recall(
  { authorization }: RequestContext,
  { authenticator, events }: PipelineOptions,
): Caller | null | undefined {
  if (!authenticator) return null;
  const known = authenticator.recall(authorization);
  if (authorization !== null) events.tokenAsked(known !== undefined);
  return known;
}

function savedDocument({ query }: OperationRequest['parameters']): LoadedDocument {
  return { text: query!, keepAs: null };
}

const NOTHING_DENIED: readonly string[] = [];

/** What of an operation is kept from who asks. */
function deniedTo(
  asker: Asker,
  { planner }: Snapshot,
  { clauses }: PreparedOperation,
  { authorisation }: PipelineOptions,
): readonly string[] | Promise<readonly string[]> {
  if (clauses.length === 0) return NOTHING_DENIED;
  return deniedClauses(clauses, planner.facts.protections, asker, authorisation);
}

function allowKind({ operation }: PreparedOperation, { readOnly, streams }: OperationRequest): void {
  if (readOnly && operation.operation === OperationTypeNode.MUTATION) {
    throw requestError(405, 'BAD_REQUEST', 'Only queries can be sent by GET. Send mutations by POST', {
      allow: 'POST',
    });
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && streams.events === null)
    throw requestError(
      406,
      'NOT_ACCEPTABLE',
      'Subscriptions are answered as text/event-stream or multipart/mixed;subscriptionSpec=1.0. Name one of them in the header accept',
    );
}

async function planned(program: Promise<Program>): Promise<Program> {
  try {
    return await program;
  } catch (error) {
    throw planningRefusal(error);
  }
}

/** What was taken down up to the end of the last stage, as `extensions`. */
function traceOf(trace: OperationTrace, program: Program, last: StageName): Readonly<Record<string, unknown>> {
  trace.stage(last);
  return { joineryTrace: trace.report(program) };
}

const projectors = new WeakMap<Program, Projector>();

function project(program: Program, { tree, errors }: Execution, introspected: Tree): OperationAnswer {
  let projector = projectors.get(program);
  if (!projector) projectors.set(program, (projector = compileProjector(program.projection.root)));
  const data = projector(tree, introspected) ?? projectExactly(program.projection.root, tree, { introspected, errors });
  return errors.length > 0 ? { errors, data } : { data };
}
