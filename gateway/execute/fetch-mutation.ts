import type { Changes } from '../cache/changed-by-mutation.js';
import type { CachedFetch, Fetched } from './fetch-through-cache.js';

export interface MutationFetch extends Omit<CachedFetch, 'variables'> {
  readonly changes: Changes;
}

/**
 * Sends a mutation, and drops what it changed before its answer goes on. Where nobody knows whether it was done, it may
 * still be done: nothing of its subgraph is kept for a minute.
 */
export async function fetchMutation({
  batch,
  asked,
  cache,
  send,
  changes,
}: MutationFetch): Promise<readonly Fetched[]> {
  const answer = await send(asked);
  cache.events.onDrop(batch.subgraph);
  const isFailed = answer.kind === 'failed' || answer.errors !== undefined;
  await cache.drop(changes({ data: answer.kind === 'failed' ? null : answer.data, isFailed }));
  const isUnknown = answer.kind === 'failed' && !answer.retryable && answer.isRefusal !== true;
  if (isUnknown) await cache.hold(batch.subgraph);
  return [{ asked, answer, from: 'subgraph', staleSeconds: null }];
}
