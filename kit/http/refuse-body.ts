import type { IncomingMessage, ServerResponse } from 'node:http';
import { endEarly } from './end-early.js';
import { ERRORS, errorBody, type HttpErrorCode } from './errors.js';

interface Refusal {
  readonly code: HttpErrorCode;
  readonly detail: string;
}

/** Refuses a request whose body was not read to its end. */
export async function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  { code, detail }: Refusal,
): Promise<void> {
  const text = JSON.stringify(errorBody(code, detail));
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) };
  await endEarly({ request, response }, { status: ERRORS[code].status, headers, text });
}
