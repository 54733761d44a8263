import type { Answer } from '../kit/ask.js';

/** What is asked. */
export interface Operation {
  /** Of a saved query, or of the operation in the editor. */
  readonly name: string;
  readonly title: string;
  readonly question: string | null;
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The list that its table is made of; null for the one that the answer is about. */
  readonly table: string | null;
  /** Sent with the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the gateway has it in its library, so that it has an address for spreadsheets. */
  readonly isSaved: boolean;
  /** Whether it is told of events; its answer is that of the last one. */
  readonly isSubscription: boolean;
}

/** An operation with its answer. */
export interface Run {
  readonly operation: Operation;
  readonly answer: Answer;
  /** RFC 3339. */
  readonly fetchedAt: string;
}
