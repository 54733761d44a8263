import { GraphQLError } from 'graphql';

/** What the registry refuses, and what it finds in a version. All of these are safe to show. `status` is that of HTTP. */
export const ERRORS = {
  UNAUTHENTICATED: { status: 401, message: 'The token is missing or not valid' },
  FORBIDDEN: { status: 403, message: 'The token does not allow this' },
  BAD_USER_INPUT: { status: 200, message: 'The input is not valid' },
  NOT_FOUND: { status: 200, message: 'It does not exist' },
  CONFLICT: { status: 200, message: 'It conflicts with what is recorded' },
  NAME_INVALID: { status: 200, message: 'The name cannot be used' },
  ROUTING_URL_REFUSED: { status: 200, message: 'The routing URL cannot be used' },
  WEBHOOK_URL_REFUSED: { status: 200, message: 'The address of the webhook cannot be used' },
  CONTRACT_INVALID: { status: 200, message: 'What the contract shows is no schema' },
  SDL_TOO_LARGE: { status: 200, message: 'The schema is too large' },
  SDL_INVALID: { status: 200, message: 'The schema cannot be read' },
  COMPOSITION_TIMEOUT: { status: 200, message: 'Composition took too long or too much memory' },
  TOO_MUCH_ASKED: { status: 200, message: 'The request asks for too much at once' },
  REGISTRY_BUSY: { status: 503, message: 'Too many publishes at once' },
} as const;

export type RegistryErrorCode = keyof typeof ERRORS;

/** An error that the caller can mend. `detail` says what is wrong with which value and what would be right. */
export function refuse(code: RegistryErrorCode, detail: string, options?: ErrorOptions): GraphQLError {
  const cause = options?.cause;
  return new GraphQLError(`${ERRORS[code].message}: ${detail}`, {
    extensions: { code },
    ...(cause instanceof Error ? { originalError: cause } : {}),
  });
}

/** The code of an error of the table; undefined for every other error. */
export function codeOf(error: unknown): RegistryErrorCode | undefined {
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
  return typeof code === 'string' && code in ERRORS ? (code as RegistryErrorCode) : undefined;
}
