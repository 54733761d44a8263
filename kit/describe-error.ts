/** What a log tells of an error. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where it was thrown, without the message. */
  readonly stack?: string;
  readonly cause?: DescribedError;
}

const CAUSES_MAX = 5;

/**
 * Describes an error for a log. Nothing that hangs on it is told, since errors of a database carry the statement with its
 * values; and of the messages of MySQL, which repeat values in quotation marks, these are left out.
 */
export function describeError(error: unknown): DescribedError {
  return describe(error, CAUSES_MAX);
}

function describe(error: unknown, causesMax: number): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something that is no error was thrown' };
  const { code, cause, driverError } = error as Error & Record<'code' | 'driverError', unknown>;
  const next = cause ?? driverError;
  return {
    type: error.name,
    message: driverError === undefined ? error.message : withoutValues(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(error.stack === undefined ? {} : { stack: placesOf(error.stack) }),
    ...(next instanceof Error && driverError === undefined && causesMax > 0
      ? { cause: describe(next, causesMax - 1) }
      : {}),
  };
}

function withoutValues(message: string): string {
  return message.replace(/'.*'/s, "'…'");
}

function placesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
