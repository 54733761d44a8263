import type { CountQuestion } from '../execute/suppression/marked-places.js';
import { askedQuestion, type AskedQuestion } from './asked-questions.js';
import { callerName } from './caller-name.js';
import type { Asker } from './denied-clauses.js';
import { canBeSubtracted } from './question-conditions.js';
import type { QuestionMemory } from './question-memory.js';
import { requestError } from './request-error.js';
import { takeTurns } from './take-turns.js';

export interface DifferencingOptions {
  /** What becomes of a question whose answer can be taken from that of another. */
  readonly differencing: 'flag' | 'refuse';
  /** How many different questions about one figure one caller may ask in a window. */
  readonly questions: number;
  readonly windowSeconds: number;
  readonly memory: QuestionMemory;
}

/** Said of an answer in `extensions.warnings`. */
export interface DifferencingWarning {
  readonly code: 'DIFFERENCING';
  readonly message: string;
  /** For example `Query.programme.outcomes.count`. */
  readonly figure: string;
}

export interface AskedFigures {
  readonly questions: readonly CountQuestion[];
  /** Checked. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly asker: Asker;
}

/** Remembers what callers ask about figures of people, and tells when they could subtract one answer from another. */
export type DifferencingGuard = (asked: AskedFigures) => Promise<readonly DifferencingWarning[]>;

/**
 * Watches over suppressed counts, for each caller, figure and required arguments: a question whose answer may be subtracted
 * from that of another, or one too many, is flagged or refused with `DIFFERENCING_REFUSED`. What is refused is not
 * remembered. What a caller asks at one time is judged in turn. Callers that cannot be told apart are not watched.
 */
export function createDifferencingGuard(options: DifferencingOptions): DifferencingGuard {
  const { differencing, windowSeconds } = options;
  const judge = takeTurns((caller: string, operations: readonly Operation[]) => judgeAll(caller, operations, options));
  return async ({ questions, variables, asker }) => {
    const caller = callerName(asker);
    if (caller === null) return [];
    const figures = await judge(
      caller,
      questions.map((question) => ({ figure: question.figure, ...askedQuestion(question, variables) })),
    );
    if (figures.size > 0 && differencing === 'refuse') throw refusal(windowSeconds);
    return [...figures].map((figure) => ({ code: 'DIFFERENCING', message: MESSAGE, figure }));
  };
}

const MESSAGE =
  'This figure was asked for with other conditions before. The difference of two figures may tell a small number of people';

/** How often operations are judged anew since another gateway has remembered something of the same caller meanwhile. */
const ATTEMPTS = 10;

/** The questions of one operation. */
type Operation = readonly (AskedQuestion & { readonly figure: string })[];

/** The figures of each operation that could be subtracted from others, one operation after the other. */
async function judgeAll(
  caller: string,
  operations: readonly Operation[],
  options: DifferencingOptions,
): Promise<readonly ReadonlySet<string>[]> {
  const { memory } = options;
  const subjects = new Set(operations.flat().map(({ subject }) => subject));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const recalled = await memory.recall(caller, [...subjects]);
    const judging = new Judging(recalled.questions, memory.hasRoom(caller), options);
    const figures = operations.map((operation) => judging.figuresOf(operation));
    if (await memory.add(caller, judging.added, recalled)) return figures;
  }
  return operations.map((operation) => new Set(operation.map(({ figure }) => figure)));
}

class Judging {
  /** What is to be remembered, by subject. */
  readonly added = new Map<string, string[]>();
  readonly #known: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #hasRoom: boolean;
  readonly #options: DifferencingOptions;

  constructor(known: ReadonlyMap<string, ReadonlySet<string>>, hasRoom: boolean, options: DifferencingOptions) {
    this.#known = known;
    this.#hasRoom = hasRoom;
    this.#options = options;
  }

  figuresOf(operation: Operation): ReadonlySet<string> {
    const { differencing, questions: most } = this.#options;
    const figures = new Set<string>();
    const asked = new Map<string, string[]>();
    for (const { figure, subject, conditions } of operation) {
      const known = new Set([this.#known, this.added, asked].flatMap((of) => [...(of.get(subject) ?? [])]));
      const isKnown = known.has(conditions);
      // What is one too many is not remembered, so that the memory stays small: it will be so again.
      const isTooMany = !isKnown && (known.size >= most || !this.#hasRoom);
      const isDifference = [...known].some((one) => canBeSubtracted(one, conditions));
      if (isDifference || isTooMany) figures.add(figure);
      // What is known is remembered for another window.
      if (!isTooMany) append(asked, subject, [conditions]);
    }
    if (figures.size === 0 || differencing === 'flag')
      for (const [subject, conditions] of asked) append(this.added, subject, conditions);
    return figures;
  }
}

function append(to: Map<string, string[]>, key: string, values: readonly string[]): void {
  to.set(key, [...(to.get(key) ?? []), ...values]);
}

function refusal(windowSeconds: number) {
  return requestError(
    429,
    'DIFFERENCING_REFUSED',
    'A figure was asked for with other conditions before, and the difference of two figures may tell a small number of people. Ask again with the conditions of before, or later',
    { 'retry-after': String(windowSeconds) },
  );
}
