/** Pieces that are joined to one when there are so many. */
const PIECES = 256;

/**
 * Collects the pieces of a body. Many tiny ones are joined now and then, since a body in pieces of one byte would
 * otherwise take a hundred times its size.
 */
export class BodyBuffer {
  #pieces: Buffer[] = [];
  /** How many of them have been joined from smaller ones. */
  #joined = 0;
  size = 0;

  add(piece: Buffer): void {
    this.size += piece.length;
    this.#pieces.push(piece);
    if (this.#pieces.length - this.#joined < PIECES) return;
    this.#pieces.push(Buffer.concat(this.#pieces.splice(this.#joined)));
    this.#joined += 1;
  }

  /** All bytes, after which it is empty again. */
  take(): Buffer {
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces, this.size);
    this.#pieces = [];
    this.#joined = 0;
    this.size = 0;
    return bytes;
  }
}
