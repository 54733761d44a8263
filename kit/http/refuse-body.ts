import type { IncomingMessage, ServerResponse } from 'node:http';
import { earlyJson, endEarly } from './end-early.js';
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
  await endEarly({ request, response }, earlyJson(ERRORS[code].status, errorBody(code, detail)));
}
