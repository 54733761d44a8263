/** What a server refuses before a request reaches GraphQL, and what a client is told when the server itself failed. */
export const ERRORS = {
  BAD_REQUEST: { status: 400, message: 'The request cannot be read' },
  REQUEST_NOT_SIGNED: { status: 401, message: 'Only a gateway that shares a key may ask here' },
  OTHER_MACHINE: { status: 403, message: 'Only this machine may ask here' },
  NOT_FOUND: { status: 404, message: 'There is nothing at this path' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'The method is not allowed here' },
  NOT_ACCEPTABLE: { status: 406, message: 'The answer cannot be given in the form that was asked for' },
  REQUEST_TIMEOUT: { status: 408, message: 'The request took too long to arrive' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'The body is in a form that is not read here' },
  HEADERS_TOO_LARGE: { status: 431, message: 'The headers are too large' },
  INTERNAL_SERVER_ERROR: { status: 500, message: 'Internal error' },
} as const;

export type HttpErrorCode = keyof typeof ERRORS;

/** The body that tells a client about an error, in the shape that GraphQL clients read. */
export function errorBody(code: HttpErrorCode, detail?: string) {
  const message = detail === undefined ? ERRORS[code].message : `${ERRORS[code].message}: ${detail}`;
  return { errors: [{ message, extensions: { code } }] };
}
