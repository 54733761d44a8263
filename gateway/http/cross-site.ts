import type { IncomingHttpHeaders } from 'node:http';

/** A page of another site cannot send these without asking first. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];
const SIMPLE_TYPES = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i;

/**
 * Whether a browser may have sent this for a page of another site without asking first, as it does for links, images and
 * forms. Browsers say whose page it was in `Sec-Fetch-Site` or `Origin`; over plain HTTP many say nothing, and are known by
 * the name that all of them use. A media type that no form has needs no check: browsers ask before they send one.
 */
export function maybeCrossSite(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'];
  if (type !== undefined && !SIMPLE_TYPES.test(type)) return false;
  if (PREFLIGHT_HEADERS.some((name) => headers[name] !== undefined && headers[name] !== '')) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin !== undefined) return hostOf(headers.origin) !== headers.host;
  return /^\s*(Mozilla|Opera)\//.test(headers['user-agent'] ?? '');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
