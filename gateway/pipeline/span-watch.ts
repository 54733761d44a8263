import type { BegunFetch, ObservedFetch } from '../execute/fetch-observer.js';
import type { Attributes, Span } from '../../kit/tracing/tracing.js';
import type { OperationWatch } from './operation-watch.js';
import type { StageName } from './trace-report.js';

/** Makes spans below that of the request: of what no cache had, of the answer's making, and of each request to a subgraph. */
export class SpanWatch implements OperationWatch {
  readonly #span: Span;
  readonly #headers: Readonly<Record<string, string>>;
  #lap = performance.now();

  /** `headers` are those that subgraphs get. */
  constructor(span: Span, headers: Readonly<Record<string, string>>) {
    this.#span = span;
    this.#headers = headers;
  }

  stage(name: StageName, cached: boolean | null = null): void {
    const startedAt = this.#lap;
    this.#lap = performance.now();
    if (cached === false || name === 'project') this.#span.child(name, { startedAt }).end();
  }

  begun(fetch: BegunFetch): ObservedFetch {
    const span = this.#span.child(`fetch ${fetch.subgraph}`, { isClient: true, attributes: attributesOf(fetch) });
    let ending: { readonly attributes: Attributes; readonly failure: string | null } | undefined;
    return {
      headers: { ...this.#headers, ...span.headers },
      ended({ outcome, responseBytes, attempts, shared }) {
        ending = {
          attributes: {
            'joinery.fetch.response_bytes': responseBytes,
            'joinery.fetch.attempts': attempts,
            'joinery.fetch.shared': shared,
          },
          failure: outcome === 'answered' ? null : outcome,
        };
      },
      taken: (errors) => span.end({ ...ending, attributes: { ...ending?.attributes, 'joinery.fetch.errors': errors } }),
    };
  }

  recalled(): void {
    // Nothing was asked.
  }

  skipped(): void {
    // Nothing was asked.
  }
}

function attributesOf({ subgraph, kind, request }: BegunFetch): Attributes {
  return {
    'joinery.subgraph': subgraph,
    'graphql.operation.type': kind,
    'http.request.method': 'POST',
    'joinery.fetch.representations': request.asked.reduce((sum, { count }) => sum + count, 0),
  };
}
