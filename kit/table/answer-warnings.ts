/** What the gateway warns of beside an answer, in words, such as that another one can be subtracted from it. */
export function answerWarnings(extensions: Readonly<Record<string, unknown>> | undefined): string[] {
  const warnings = extensions?.['warnings'];
  return Array.isArray(warnings) ? [...new Set(warnings.flatMap(messageOf))] : [];
}

function messageOf(warning: unknown): string[] {
  const message: unknown = typeof warning === 'object' && warning !== null && 'message' in warning && warning.message;
  return typeof message === 'string' ? [message] : [];
}
