import { useEffect, useState } from 'react';

export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: Error };

/** What `load` gives; again when `load` is another function, so keep it with `useCallback` or outside the component. */
export function useLoaded<Value>(load: (signal: AbortSignal) => Promise<Value>): Loaded<Value> {
  const [state, setState] = useState<{ readonly of: typeof load; readonly loaded: Loaded<Value> } | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const settle = (loaded: Loaded<Value>) => {
      if (!abort.signal.aborted) setState({ of: load, loaded });
    };
    load(abort.signal).then(
      (value) => settle({ kind: 'loaded', value }),
      (error: unknown) => settle({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => abort.abort();
  }, [load]);
  return state?.of === load ? state.loaded : { kind: 'loading' };
}
