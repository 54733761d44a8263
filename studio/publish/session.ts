import { useSyncExternalStore } from 'react';

const KEY = 'joinery:registry-token';
const listeners = new Set<() => void>();

/** The registry's token of this tab, gone when it is closed; null while nobody has signed in. */
export function useToken(): string | null {
  return useSyncExternalStore(subscribe, currentToken);
}

export function currentToken(): string | null {
  return sessionStorage.getItem(KEY);
}

/** Signs in with a token, or out with null. */
export function setToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
