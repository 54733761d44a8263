import { JoineryError } from '../kit/errors.js';

/** The headers of `--header name:value`, by name. Throws `CONFIG_INVALID`. */
export function readHeaders(flags: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(flags.map(headerOf));
}

function headerOf(text: string): [string, string] {
  const [, name, value] = /^([\w-]+):\s*([\x20-\x7e]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new JoineryError('CONFIG_INVALID', '--header must be a name, a colon and a value, such as "x-team: people"');
  }
  return [name, value];
}
