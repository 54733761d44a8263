import { policyOf, setPolicy } from '../cache/answer-policy.js';
import type { ResponseError } from '../execute/graphql-error.js';
import type { Tree } from '../execute/program.js';

type Parts = Pick<SharedAnswer, 'errors' | 'data' | 'extensions'>;

/** An answer that goes to several clients, and becomes text only once. */
export class SharedAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
  readonly extensions?: Readonly<Record<string, unknown>>;
  #bytes: Buffer | undefined = undefined;

  constructor(answer: Parts) {
    const policy = policyOf(answer);
    if (policy) setPolicy(this, policy);
    if (answer.errors) this.errors = answer.errors;
    this.data = answer.data;
    if (answer.extensions) this.extensions = answer.extensions;
  }

  /** JSON in UTF-8. */
  bytes(): Buffer {
    return (this.#bytes ??= Buffer.from(JSON.stringify(this)));
  }
}
