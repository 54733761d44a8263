import { currentSession, endSession } from './session.js';

/**
 * Asks the gateway as who has signed in, unless the request brings an `Authorization` of its own. A token that the gateway
 * refuses ends the session, and it is asked again for nobody in particular.
 */
export async function fetchAsCaller(input: string | URL, init: RequestInit = {}): Promise<Response> {
  const session = currentSession();
  const headers = new Headers(init.headers);
  const isSent = session !== null && !headers.has('authorization');
  if (isSent) headers.set('authorization', `Bearer ${session.token}`);
  const response = await fetch(input, { ...init, headers });
  if (!isSent || response.status !== 401) return response;
  if (currentSession()?.token === session.token) endSession('refused');
  return fetchAsCaller(input, init);
}
