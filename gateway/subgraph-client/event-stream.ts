import { BodyBuffer } from './body-buffer.js';

/** One event of a stream, see https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface StreamEvent {
  /** `message` when the stream gives none. */
  readonly name: string;
  readonly data: string;
}

/** What a line of data takes besides its text. */
const LINE_BYTES = 8;
const NEWLINE = 10;
const RETURN = 13;

/** Reads `text/event-stream` from bytes as they come. Names and data are kept; ids and retry times mean nothing here. */
export class EventStreamReader {
  readonly #limitBytes: number;
  readonly #onEvent: (event: StreamEvent) => void;
  /** The line that is not complete yet. */
  readonly #line = new BodyBuffer();
  #name = '';
  #data: string[] = [];
  #dataSize = 0;
  #isFirstLine = true;
  #endedByReturn = false;

  constructor(limitBytes: number, onEvent: (event: StreamEvent) => void) {
    this.#limitBytes = limitBytes;
    this.#onEvent = onEvent;
  }

  /** What is held of an event that is not complete yet. */
  get size(): number {
    return this.#line.size + this.#dataSize;
  }

  /** Returns false if an event has become larger than the limit. */
  read(chunk: Buffer): boolean {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte !== NEWLINE && byte !== RETURN) {
        this.#endedByReturn = false;
        continue;
      }
      // The second half of a line end of two bytes.
      const isRest = byte === NEWLINE && this.#endedByReturn && i === start;
      this.#endedByReturn = byte === RETURN;
      if (!isRest) this.#endLine(chunk.subarray(start, i));
      start = i + 1;
      if (this.#dataSize > this.#limitBytes) return false;
    }
    if (start < chunk.length) this.#line.add(chunk.subarray(start));
    return this.size <= this.#limitBytes;
  }

  #endLine(last: Buffer): void {
    if (last.length === 0 && this.#line.size === 0) return this.#endEvent();
    this.#line.add(last);
    let line = this.#line.take().toString('utf8');
    if (this.#isFirstLine && line.startsWith('\ufeff')) line = line.slice(1);
    this.#isFirstLine = false;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#name = value;
    else if (field === 'data') this.#addData(value);
  }

  #addData(value: string): void {
    this.#data.push(value);
    this.#dataSize += value.length + LINE_BYTES;
  }

  #endEvent(): void {
    const [name, data] = [this.#name, this.#data];
    this.#isFirstLine = false;
    if (name === '' && data.length === 0) return;
    this.#name = '';
    this.#data = [];
    this.#dataSize = 0;
    this.#onEvent({ name: name || 'message', data: data.join('\n') });
  }
}
