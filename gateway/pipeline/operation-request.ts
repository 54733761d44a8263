import type { RequestContext } from '../request-context.js';
import type { OperationTrace } from './operation-trace.js';
import type { OperationWatch } from './operation-watch.js';

/** What a client asks for, as its request says it; null for what it does not say. */
export interface OperationParameters {
  /** The text of the document. */
  readonly query: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly extensions: Readonly<Record<string, unknown>> | null;
  /** Stands for a document that is known here. */
  readonly documentId: string | null;
}

/** One operation to run, with what belongs to its request. */
export interface OperationRequest {
  readonly parameters: OperationParameters;
  /** Whether the document is a saved query: it is run though it may be none of the trusted documents. */
  readonly isSaved?: boolean;
  /** Which page it is of a list that is read to its end, and whose pages are judged together; undefined for no such list. */
  readonly page?: ListPage;
  /** Mutations are refused, as they must be for GET. */
  readonly readOnly: boolean;
  readonly streams: StreamsTaken;
  /** Null for who does not ask for the plan, or may not see it. */
  readonly planAsked: PlanAsked | null;
  /** Takes down what is done; null for who does not ask for it, or may not see it. */
  readonly trace: OperationTrace | null;
  /** Sees what is done, for the trace and for others; null where nobody wants to. */
  readonly watch: OperationWatch | null;
  /** Whether the client wants to see what it costs. */
  readonly costAsked?: boolean;
  readonly context: RequestContext;
}

/** What is asked by a page after the first was asked by the first one already. */
export type ListPage = 'first' | 'next';

/** That a client wants to see the plan of its operation. */
export interface PlanAsked {
  /** As which tools expect it. */
  readonly forms: readonly ('apollo' | 'hive')[];
  /** Whether nothing is executed. */
  readonly isDryRun: boolean;
}

/** The answers in several parts that a client takes; null for those that it does not. */
export interface StreamsTaken {
  /** What is deferred. */
  readonly deferred: object | null;
  /** Events of subscriptions. */
  readonly events: object | null;
}
