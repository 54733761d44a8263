import { useCallback } from 'react';
import { loadOffers } from '../kit/gateway-api.js';
import { useLoaded } from '../kit/use-loaded.js';
import { useToken } from './session.js';

/** What the registry tells outside the page Publish, where not everybody has signed in to it. */
export type RegistryTold<Value> =
  | { readonly kind: 'told'; readonly value: Value }
  | { readonly kind: 'loading' }
  | { readonly kind: 'no-registry' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly message: string };

/** What `ask` gives, for whoever has signed in to the registry; nobody else's browser asks it. Keep `ask` as `useLoaded` says. */
export function useRegistryTold<Value>(ask: (signal: AbortSignal) => Promise<Value>): RegistryTold<Value> {
  const token = useToken();
  const load = useCallback(
    async (signal: AbortSignal): Promise<RegistryTold<Value>> => {
      if (token !== null) return { kind: 'told', value: await ask(signal) };
      return { kind: (await loadOffers(signal)).registry ? 'signed-out' : 'no-registry' };
    },
    [ask, token],
  );
  const loaded = useLoaded(load);
  if (loaded.kind === 'loaded') return loaded.value;
  return loaded.kind === 'failed' ? { kind: 'failed', message: loaded.error.message } : { kind: 'loading' };
}
