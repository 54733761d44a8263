import type { Tree } from '../execute/program.js';

/** An answer without errors that was kept as text. */
export class KeptAnswer {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Made anew for each who looks at it. */
  get data(): Tree | null {
    return (JSON.parse(this.#text) as { readonly data: Tree | null }).data;
  }

  /** JSON in UTF-8. */
  bytes(): Buffer {
    return Buffer.from(this.#text);
  }
}
