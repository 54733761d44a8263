/**
 * The parameters of a URL, in the form of `application/x-www-form-urlencoded`. In place of them a sentence that says what
 * is wrong: a parameter given twice, or one that is not UTF-8.
 */
export function readParameters(url: string): ReadonlyMap<string, string> | string {
  const parameters = new Map<string, string>();
  const start = url.indexOf('?');
  if (start === -1) return parameters;
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (name === null || value === null) return 'The URL is not UTF-8 in percent encoding';
    if (parameters.has(name)) return 'The URL has a parameter twice';
    parameters.set(name, value);
  }
  return parameters;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
