/** What the registry refused, in its own words. `code` is one of those under "Of the registry" in `docs/errors.md`. */
export class RegistryRefusalError extends Error {
  readonly code: string;
  readonly exitCode = 1;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RegistryRefusalError';
    this.code = code;
  }
}
