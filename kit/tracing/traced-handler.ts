import type { HttpHandler } from '../http/http-server.js';
import type { Tracing } from './tracing.js';

/** A handler whose requests to `path` have spans, below which what it asks its database stands. */
export function tracedHandler(tracing: () => Tracing | null, path: string, handler: HttpHandler): HttpHandler {
  return async (request, response) => {
    const { method, url = '/', headers } = request;
    const isTold = url === path || url.startsWith(`${path}?`);
    const span = (isTold && tracing()?.begin(`${method} ${path}`, headers).span) || null;
    if (span === null) return handler(request, response);
    try {
      await tracing()!.within(span, () => handler(request, response));
    } finally {
      const status = response.statusCode;
      const attributes = { 'http.request.method': method!, 'http.response.status_code': status };
      span.end({ attributes, failure: status >= 500 ? String(status) : null });
    }
  };
}
