import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { SpanResult } from './tracing.js';

/** Spans that may wait; more are let go of. */
const WAITING_MAX = 2_048;
const BATCH_MAX = 512;
const INTERVAL_MS = 5_000;

/**
 * Sends spans in batches, one after the other, and tells what became of each. OpenTelemetry's own processor does not tell
 * how many it let go of.
 */
export class SpanQueue implements SpanProcessor {
  readonly #exporter: SpanExporter;
  readonly #stopMs: number;
  readonly #onSpans: (result: SpanResult, count: number) => void;
  #waiting: ReadableSpan[] = [];
  #timer: NodeJS.Timeout | undefined = undefined;
  #sending: Promise<boolean> | undefined = undefined;
  #isStopped = false;

  constructor(exporter: SpanExporter, stopMs: number, onSpans: (result: SpanResult, count: number) => void) {
    this.#exporter = exporter;
    this.#stopMs = stopMs;
    this.#onSpans = onSpans;
  }

  onStart(): void {
    // A span is told of when it ends.
  }

  onEnd(span: ReadableSpan): void {
    if (this.#isStopped || this.#waiting.length >= WAITING_MAX) return this.#onSpans('dropped', 1);
    this.#waiting.push(span);
    if (this.#waiting.length >= BATCH_MAX && this.#sending === undefined) this.#sendIn(0);
    else this.#sendIn(INTERVAL_MS);
  }

  async forceFlush(): Promise<void> {
    await this.#sending;
    while (this.#waiting.length > 0 && (await this.#send()));
  }

  /** Takes no longer than `stopMs`, whatever the collector does. */
  async shutdown(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => (late = setTimeout(resolve, this.#stopMs)));
    await Promise.race([this.forceFlush(), tooLate]);
    clearTimeout(late);
    if (this.#waiting.length > 0) this.#onSpans('dropped', this.#waiting.splice(0).length);
    void this.#exporter.shutdown().catch(() => undefined);
  }

  #sendIn(delayMs: number): void {
    if (delayMs === 0) clearTimeout(this.#timer);
    else if (this.#timer !== undefined || this.#sending !== undefined) return;
    this.#timer = setTimeout(() => void this.#send(), delayMs).unref();
  }

  /** Whether the collector took a batch. What follows is sent at once only if it did. */
  async #send(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const spans = this.#waiting.splice(0, BATCH_MAX);
    this.#sending = new Promise((resolve) => this.#exporter.export(spans, ({ code }) => resolve(Number(code) === 0)));
    const isTaken = await this.#sending;
    this.#sending = undefined;
    this.#onSpans(isTaken ? 'sent' : 'failed', spans.length);
    if (this.#waiting.length > 0 && !this.#isStopped) {
      this.#sendIn(isTaken && this.#waiting.length >= BATCH_MAX ? 0 : INTERVAL_MS);
    }
    return isTaken;
  }
}
