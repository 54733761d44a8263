import { GraphQLError } from 'graphql';

const IDENTITY = Symbol('identity');

/** An object that is invented field by field, when a field is asked for. */
export interface MockObject {
  readonly __typename: string;
  /** Everything about it follows from this. */
  readonly [IDENTITY]: string;
  /** What is known of it already, by field. */
  readonly known: Readonly<Record<string, unknown>>;
}

export function mockObject(
  typename: string,
  identity: string,
  known: Readonly<Record<string, unknown>> = {},
): MockObject {
  return { __typename: typename, [IDENTITY]: identity, known };
}

export function isMockObject(value: unknown): value is MockObject {
  return typeof value === 'object' && value !== null && IDENTITY in value;
}

export function identityOf(object: MockObject): string {
  return object[IDENTITY];
}

/** An error whose message is for who asks. */
export function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
