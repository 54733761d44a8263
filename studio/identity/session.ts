import { useSyncExternalStore } from 'react';

/** Who has signed in to ask the graph, in this tab. */
export interface Session {
  /** The access token; it goes to the gateway of this page alone. */
  readonly token: string;
  /** Who that is, as the issuer names them. */
  readonly name: string;
  /** When the token ends, in milliseconds since 1970; null when the issuer does not say. */
  readonly endsAtMs: number | null;
}

/** Why nobody is signed in any more: the time was over, or the gateway took the token for none. */
export type SessionEnd = 'over' | 'refused';

const KEY = 'joinery:session';
const listeners = new Set<() => void>();
let read: { readonly text: string | null; readonly session: Session | null } = { text: null, session: null };
let end: SessionEnd | null = null;

/** Null while nobody is signed in. */
export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, currentSession);
}

/** Why the last session ended, unless by signing out. */
export function useSessionEnd(): SessionEnd | null {
  return useSyncExternalStore(subscribe, () => end);
}

export function currentSession(): Session | null {
  const text = sessionStorage.getItem(KEY);
  if (text !== read.text) read = { text, session: text === null ? null : (JSON.parse(text) as Session) };
  const { session } = read;
  return session !== null && (session.endsAtMs ?? Infinity) > Date.now() ? session : null;
}

/** Keeps a session until it ends or the tab is closed. */
export function keepSession(session: Session): void {
  end = null;
  sessionStorage.setItem(KEY, JSON.stringify(session));
  tell();
}

export function endSession(why: SessionEnd | null): void {
  end = why;
  sessionStorage.removeItem(KEY);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
