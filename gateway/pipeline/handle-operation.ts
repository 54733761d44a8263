import { OperationTypeNode } from 'graphql';
import type { GatewayCache } from '../cache/gateway-cache.js';
import type { RequestCache } from '../cache/request-cache.js';
import { executeDeferred } from '../execute/execute-deferred.js';
import type { ResponseError } from '../execute/graphql-error.js';
import type { Marked, MarkedPlace } from '../execute/suppression/marked-places.js';
import type { Program, Tree } from '../execute/program.js';
import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';
import type { SubgraphSubscriber } from '../subgraph-client/subgraph-subscriber.js';
import type { Caller, RequestContext } from '../request-context.js';
import type { GatewayEvents } from '../telemetry/events.js';
import { answerWhole, type Executing } from './answer-whole.js';
import type { AuditLog } from './audit-log.js';
import type { Authenticator } from './authenticate.js';
import { checkVariables } from './check-variables.js';
import { limitCost, withCost, type CostLimit } from './limit-cost.js';
import { budgetedEvents } from './budgeted-events.js';
import { withoutSpent } from './subgraph-budgets.js';
import { deniedClauses, type Asker, type Authorisation } from './denied-clauses.js';
import type { AskedFigures, DifferencingGuard } from './guard-differencing.js';
import { earliest } from './deprecations.js';
import type { DocumentStore, LoadedDocument } from './document-store.js';
import type { Fairness } from './fairness.js';
import { explainPlan } from './explain-plan.js';
import { findProgram, planningRefusal, type ProgramInput } from './find-program.js';
import { introspect } from './introspect.js';
import type { Executed, KeepableQuery, KeepAnswer } from './keep-answers.js';
import { openSubscription } from './open-subscription.js';
import { assertMayIntrospect } from './may-introspect.js';
import type { OperationRequest } from './operation-request.js';
import { deferredStream, type OperationStream } from './operation-stream.js';
import type { OperationTrace } from './operation-trace.js';
import { prepareOperation, type PreparedOperation } from './prepare-operation.js';
import { requestError } from './request-error.js';
import type { ShareExecution } from './share-executions.js';
import { suppressedAnswer } from './suppressed-answer.js';
import type { Snapshot } from './snapshot.js';
import type { Subscriptions } from './subscriptions.js';
import type { DocumentRules } from './validate-document.js';
import { withExtensions } from './with-extensions.js';
import { writeDown } from './write-down.js';

export interface PipelineOptions {
  /** Null when nobody is asked who they are. */
  readonly authenticator: Authenticator | null;
  readonly authorisation: Authorisation;
  readonly audit: AuditLog;
  /** Null when callers are not counted. */
  readonly fairness: Fairness | null;
  /** Null when nobody watches what callers could subtract. */
  readonly differencing: DifferencingGuard | null;
  /** Null when nobody wants to know what operations cost. */
  readonly costs: CostLimit | null;
  readonly client: SubgraphClient;
  readonly subscriber: SubgraphSubscriber;
  readonly subscriptions: Subscriptions;
  /** What is kept between requests; null when nothing is. */
  readonly cache: GatewayCache | null;
  /** Null when whole answers are not kept. */
  readonly keepAnswer: KeepAnswer | null;
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
  /** What of a page must be withheld once the others are there: until then nobody may see it. */
  readonly unsuppressed?: MarkedPlace;
}

/** The way of a request, in order. Rejects with `RequestError` when it cannot be executed at all. */
export async function handleOperation(
  snapshot: Snapshot,
  request: OperationRequest,
  options: PipelineOptions,
): Promise<OperationAnswer | OperationStream> {
  const { context, watch } = request;
  watch?.stage('read');
  const known = recall(context, options);
  const caller = known === undefined ? await options.authenticator!.verify(context.authorization!) : known;
  context.caller = caller;
  watch?.stage('authenticate', options.authenticator && known !== undefined);
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
  const { parameters, context, trace, watch } = request;
  const asker = { caller, context };
  const { text, keepAs } = request.isSaved ? savedDocument(parameters) : options.documents.load(parameters);
  const operation = prepareOperation(snapshot, { text, name: parameters.operationName }, options.rules, watch);
  options.events.documentAsked(operation.uses++ > 0);
  if (keepAs !== null) options.documents.keep(keepAs, text);
  if (operation.needsIntrospection) assertMayIntrospect(caller, options);
  allowKind(operation, request);
  const given = parameters.variables ?? NO_VARIABLES;
  const variables = checkVariables(operation.variables, given);
  context.operation = operation.facts;
  options.events.operationBegun(operation.facts, context.client);
  const { costs } = options;
  const cost = costs && (await limitCost(operation, { snapshot, variables, asker }, options));
  const asked = deniedTo(asker, snapshot, operation, options);
  const denied = asked instanceof Promise ? await asked : asked;
  if (operation.deprecation) context.deprecation = earliest(context.deprecation, operation.deprecation);
  const found = findProgram(snapshot, operation, programInput(operation, { request, variables, denied, options }));
  const program = found instanceof Promise ? await planned(found) : found;
  watch?.stage('plan', program === found);
  const { planAsked } = request;
  const plan = planAsked && explainPlan(program, planAsked);
  if (plan && planAsked.isDryRun) return { data: null, extensions: plan };
  const extensions =
    program.suppressed && request.page !== 'next'
      ? await withWarnings(plan, program.suppressed, { variables, asker }, options)
      : plan;
  const { protections } = snapshot.planner.facts;
  if (operation.audited.length > 0) await writeDown(operation, { caller, context, protections, denied }, options.audit);
  if (program.source !== null) {
    const { subscriptions, requestTimeoutMs: timeoutMs } = options;
    const shared = { variables: given, headers: context.headers, onDefect: options.events.defect };
    const asking = budgetedEvents(program, options, cost && cost.spend);
    return openSubscription(program, { ...shared, ...asking, snapshot, caller, subscriptions, timeoutMs });
  }
  const introspected = program.projection.introspects ? introspect(snapshot.schema, operation, variables) : {};
  const input = {
    client: cost ? withoutSpent(options.client, await cost.spend()) : options.client,
    variables: given,
    headers: context.headers,
    deadline: performance.now() + options.requestTimeoutMs,
    onDefect: options.events.defect,
    signal: context.signal,
    observer: watch ?? undefined,
    cache: options.cache ? cacheFor(request, operation, program, options.cache) : undefined,
  };
  if (program.deferred.length > 0)
    return deferredStream(executeDeferred(program, input, introspected), {
      first: extensions,
      last: trace && (() => traceOf(trace, program)),
    });
  const isPlain = !extensions && !trace && request.costAsked !== true && program.suppressed === null;
  if (isPlain && operation.operation.operation === OperationTypeNode.QUERY)
    return answerQuery(
      { snapshot, operation, program, variables: given, context },
      { input, introspected, watch },
      options,
    );
  const whole = await answerWhole(program, { input, introspected, watch });
  const answer = program.suppressed ? suppress(program.suppressed, whole, request) : whole;
  const costed = cost !== null && request.costAsked === true ? withCost(answer, cost) : answer;
  if (trace) return withExtensions(costed, { ...extensions, ...traceOf(trace, program) });
  return extensions ? withExtensions(costed, extensions) : costed;
}

/** What of a list follows from all its rows is withheld once all its pages are there. */
function suppress({ place, questions }: Marked, whole: OperationAnswer, { page }: OperationRequest): OperationAnswer {
  const isJudgedTogether = page !== undefined && questions.some(({ isAlone }) => !isAlone);
  return isJudgedTogether ? { ...whole, unsuppressed: place } : suppressedAnswer(place, whole);
}

interface Finding {
  readonly request: OperationRequest;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly denied: readonly string[];
  readonly options: PipelineOptions;
}

function programInput({ suppresses }: PreparedOperation, { request, options, ...input }: Finding): ProgramInput {
  const { mergeFetches, keepsPlans } = options;
  // What is told of one suppressed figure depends on all others of the answer, so that it comes in one piece.
  const defers = request.streams.deferred !== null && !suppresses;
  return { ...input, overrideLabels: [], mergeFetches, keepsPlans, defers };
}

/** The extensions of an answer with what its caller is warned of. */
async function withWarnings(
  extensions: Readonly<Record<string, unknown>> | null,
  { questions }: Marked,
  asked: Omit<AskedFigures, 'questions'>,
  { differencing }: PipelineOptions,
): Promise<Readonly<Record<string, unknown>> | null> {
  const warnings = (await differencing?.({ questions, ...asked })) ?? [];
  return warnings.length > 0 ? { ...extensions, warnings } : extensions;
}

/** Answers a query from what was kept, or joins an identical one under way, or executes it. */
async function answerQuery(
  query: KeepableQuery,
  executing: Executing,
  { keepAnswer, shareExecution }: PipelineOptions,
): Promise<OperationAnswer> {
  const { program } = query;
  const { input } = executing;
  let isJoined = true;
  const execute = (signal = input.signal!) => {
    isJoined = false;
    return answerWhole(program, { ...executing, input: { ...input, signal } });
  };
  const share = () => (shareExecution ? shareExecution(query, execute) : execute());
  return keepAnswer ? keepAnswer(query, async (): Promise<Executed> => ({ answer: await share(), isJoined })) : share();
}

/** A table of a saved query, and what is deferred, could not say that something in it has expired. */
function cacheFor(
  { context, isSaved }: OperationRequest,
  { operation }: PreparedOperation,
  { deferred }: Program,
  cache: GatewayCache,
): RequestCache {
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  return cache.forRequest(context.headers, { isMutation, allowsStale: isSaved !== true && deferred.length === 0 });
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

function allowKind({ operation, suppresses }: PreparedOperation, { readOnly, streams }: OperationRequest): void {
  if (readOnly && operation.operation === OperationTypeNode.MUTATION) {
    throw requestError(405, 'BAD_REQUEST', 'Only queries can be sent by GET. Send mutations by POST', {
      allow: 'POST',
    });
  }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && suppresses)
    throw requestError(
      400,
      'SUPPRESSED_SUBSCRIPTION',
      'Figures that tell no small numbers cannot be subscribed to: each event would tell one more difference. Ask for them by a query',
    );
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

/** What was taken down so far, as `extensions`. */
function traceOf(trace: OperationTrace, program: Program): Readonly<Record<string, unknown>> {
  return { joineryTrace: trace.report(program) };
}
