import { useMemo, useSyncExternalStore } from 'react';

/** Where the user is: `#/explore/practices-reached?region=Y54`. */
export interface Route {
  /** The first part of the path: the id of an area. */
  readonly area: string;
  /** The rest of the path, decoded. */
  readonly path: readonly string[];
  readonly parameters: URLSearchParams;
}

/** The route of the page's address, again whenever it changes. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

/** Reads what stands behind the `#` of an address. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [area = '', ...rest] = path.split('/').map(decode);
  return { area, path: rest.filter((part) => part !== ''), parameters: new URLSearchParams(query) };
}

/** The address of a place within the page, for a link. */
export function routeTo(path: readonly string[], parameters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(parameters).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${query === '' ? '' : `?${query}`}`;
}

/** Changes the address to that of the same place with other parameters, without a new step in the browser's history. */
export function replaceRoute(path: readonly string[], parameters: Readonly<Record<string, string>>): void {
  history.replaceState(null, '', routeTo(path, parameters));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(change: () => void): () => void {
  window.addEventListener('hashchange', change);
  return () => window.removeEventListener('hashchange', change);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
