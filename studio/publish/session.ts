import { useSyncExternalStore } from 'react';

const KEY = 'joinery:registry-token';
const SAMPLE_KEY = 'joinery:registry-token-is-sample';
const listeners = new Set<() => void>();

/** The registry's token of this tab, gone when it is closed; null while nobody has signed in. */
export function useToken(): string | null {
  return useSyncExternalStore(subscribe, currentToken);
}

export function currentToken(): string | null {
  return sessionStorage.getItem(KEY);
}

/** Whether the token was made for this tab by a click, and is nobody else's. */
export function isSample(): boolean {
  return sessionStorage.getItem(SAMPLE_KEY) === 'true';
}

/** Signs in with a token, or out with null. */
export function setToken(token: string | null, kind: 'own' | 'sample' = 'own'): void {
  if (token === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
  sessionStorage.setItem(SAMPLE_KEY, String(token !== null && kind === 'sample'));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
