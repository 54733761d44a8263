import { takePending } from './pending.js';

let failure: string | null = null;

/** Why the last sign-in came to nothing; null when it did not. */
export function signInFailure(): string | null {
  return failure;
}

/**
 * Ends a sign-in when the page was loaded by an issuer that sends somebody back. What it says is taken out of the address
 * first, so that it stands in no history and no link.
 */
export async function returnFromIssuer(): Promise<void> {
  const returned = new URLSearchParams(location.search);
  if (!returned.has('state') && !returned.has('code') && !returned.has('error')) return;
  const pending = takePending();
  history.replaceState(null, '', `${location.pathname}${pending?.route ?? location.hash}`);
  if (!pending) {
    failure = 'This sign-in was not begun in this tab. Sign in again.';
    return;
  }
  try {
    const { completeSignIn } = await import('./sign-in.js');
    await completeSignIn(returned, pending);
  } catch (error) {
    failure = reasonOf(error);
  }
}

/** What an issuer says itself is in `error_description`. */
function reasonOf(error: unknown): string {
  const { error_description: told, message } = error as {
    readonly error_description?: string;
    readonly message?: string;
  };
  return told ?? message ?? 'The issuer gave no answer that can be used';
}
