import type { ServerResponse } from 'node:http';
import { ERRORS, errorBody, type HttpErrorCode } from './errors.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/** Sends a JSON answer with its length. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendText(response, { status, type: JSON_TYPE, text: JSON.stringify(body) });
}

/** Sends an error in the GraphQL media type that the client accepts. `detail` says what is wrong and what would be right. */
export function sendError(response: ServerResponse, code: HttpErrorCode, detail?: string): void {
  const type = graphqlTypeFor(response);
  sendText(response, { status: ERRORS[code].status, type, text: JSON.stringify(errorBody(code, detail)) });
}

export interface TextAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends a whole text with its length; without the text itself when the client asked by HEAD. */
export function sendText(response: ServerResponse, { status, type, text }: TextAnswer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

function graphqlTypeFor(response: ServerResponse): string {
  return response.req.headers.accept?.includes('application/graphql-response+json') ? GRAPHQL_TYPE : JSON_TYPE;
}
