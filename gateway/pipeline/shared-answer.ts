import type { ResponseError } from '../execute/graphql-error.js';
import type { Tree } from '../execute/program.js';

/** An answer that goes to several clients, and becomes text only once. */
export class SharedAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
  #bytes: Buffer | undefined = undefined;

  constructor({ errors, data }: Pick<SharedAnswer, 'errors' | 'data'>) {
    if (errors) this.errors = errors;
    this.data = data;
  }

  /** JSON in UTF-8. */
  bytes(): Buffer {
    return (this.#bytes ??= Buffer.from(JSON.stringify(this)));
  }
}
