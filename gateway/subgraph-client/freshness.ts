/** How long an answer may be used again, as its headers say (https://www.rfc-editor.org/rfc/rfc9111); seconds from now. */
export interface Freshness {
  /** Null where they say nothing; 0 for not at all. */
  readonly maxAgeSeconds: number | null;
  /** Whether it is for one caller alone. */
  readonly isPrivate: boolean;
  /** How long after that while the subgraph fails; null where they say nothing. */
  readonly staleIfErrorSeconds: number | null;
}

const DIRECTIVE = /([\w-]+)(?:\s*=\s*("[^"]*"|[^\s,"]*))?/g;
const NOT_KEPT = ['no-store', 'no-cache'];
const REVALIDATED = ['must-revalidate', 'proxy-revalidate'];

/** Reads raw headers (name, value, name, value, …). Of several times the shortest counts, and what cannot be read is 0. */
export function readFreshness(headers: readonly Buffer[]): Freshness {
  const directives = new Map<string, string>();
  let ageSeconds = 0;
  for (let i = 0; i < headers.length; i += 2) {
    const value = headers[i + 1]!.toString('latin1');
    switch (headers[i]!.toString('latin1').toLowerCase()) {
      case 'cache-control':
        readDirectives(value, directives);
        break;
      case 'age':
        ageSeconds = secondsOf(value) ?? Infinity;
        break;
      case 'vary':
        if (value.includes('*')) directives.set('no-store', '');
        break;
    }
  }
  const times = ['max-age', 's-maxage'].flatMap((name) =>
    directives.has(name) ? [secondsOf(directives.get(name)!)] : [],
  );
  const maxAge = times.length > 0 ? Math.max(0, Math.min(...times.map((time) => time ?? 0)) - ageSeconds) : null;
  const stale = directives.get('stale-if-error');
  return {
    maxAgeSeconds: NOT_KEPT.some((name) => directives.has(name)) ? 0 : maxAge,
    isPrivate: directives.has('private'),
    staleIfErrorSeconds: REVALIDATED.some((name) => directives.has(name))
      ? 0
      : stale === undefined
        ? null
        : (secondsOf(stale) ?? 0),
  };
}

/** Of a directive that stands there twice the shorter time counts. */
function readDirectives(value: string, into: Map<string, string>): void {
  for (const [, name = '', argument = ''] of value.matchAll(DIRECTIVE)) {
    const directive = name.toLowerCase();
    const given = argument.replaceAll('"', '');
    const before = into.get(directive);
    const isLonger = before !== undefined && (secondsOf(before) ?? 0) < (secondsOf(given) ?? 0);
    if (!isLonger) into.set(directive, given);
  }
}

function secondsOf(text: string): number | null {
  return /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : null;
}
