/** Why a store is left alone. */
export type RestReason = 'failed' | 'slow';

export interface RestraintOptions {
  /** Asks the store the least that there is. */
  readonly probe: () => Promise<unknown>;
  readonly onRest: (reason: RestReason) => void;
  readonly onEnd: () => void;
}

/** An answer that takes longer is slow; of a store nearby it is there in a millisecond. */
const SLOW_MS = 25;
/** So many slow answers, each asked for after the one before was found slow, are enough. */
const SLOW_MAX = 3;
/** How long nothing is asked. */
const REST_MS = 1_000;

/**
 * Tells when a store is better left alone: when it has failed, or was slow several times in a row. After a rest one probe,
 * for which nobody waits, finds out whether it may be asked again.
 */
export class Restraint {
  readonly #options: RestraintOptions;
  /** Null while it may be asked. */
  #restsUntil: number | null = null;
  #isProbing = false;
  #slow = 0;
  #slowAt = -Infinity;

  constructor(options: RestraintOptions) {
    this.#options = options;
  }

  get isResting(): boolean {
    return this.#restsUntil !== null;
  }

  mayAsk(): boolean {
    if (this.#restsUntil === null) return true;
    if (!this.#isProbing && performance.now() >= this.#restsUntil) void this.#probe();
    return false;
  }

  /** Waits for an answer, and notes whether it was slow. A failure is for the caller to `rest` for. */
  async watch<Answer>(asked: Promise<Answer>): Promise<Answer> {
    const begunAt = performance.now();
    const { answer, isSlow } = await timed(asked);
    if (!isSlow) this.#slow = 0;
    else if (begunAt >= this.#slowAt) this.#noteSlow();
    return answer;
  }

  rest(reason: RestReason = 'failed'): void {
    const isNew = this.#restsUntil === null;
    this.#restsUntil = performance.now() + REST_MS;
    if (isNew) this.#options.onRest(reason);
  }

  #noteSlow(): void {
    this.#slow += 1;
    this.#slowAt = performance.now();
    if (this.#slow >= SLOW_MAX) this.rest('slow');
  }

  async #probe(): Promise<void> {
    this.#isProbing = true;
    const isWell = await timed(this.#options.probe()).then(
      ({ isSlow }) => !isSlow,
      () => false,
    );
    this.#isProbing = false;
    if (!isWell) return this.rest();
    this.#restsUntil = null;
    this.#slow = 0;
    this.#options.onEnd();
  }
}

/** An answer, and whether it was late although this process had time to read what had come. */
async function timed<Answer>(asked: Promise<Answer>): Promise<{ answer: Answer; isSlow: boolean }> {
  let isSlow = false;
  let late: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => (late = setImmediate(() => (isSlow = true))), SLOW_MS);
  try {
    const answer = await asked;
    return { answer, isSlow };
  } finally {
    clearTimeout(timer);
    clearImmediate(late);
  }
}
