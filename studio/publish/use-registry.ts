import { useCallback, useState } from 'react';
import { useLoaded, type Loaded } from '../kit/use-loaded.js';
import { askRegistry } from './registry.js';

type Variables = Readonly<Record<string, unknown>>;

/** What the registry answers, and how to ask it again; what was there stays meanwhile. */
export function useRegistry<Data>(query: string, variables: Variables = {}): readonly [Loaded<Data>, () => void] {
  const [round, setRound] = useState(0);
  const key = JSON.stringify(variables);
  const load = useCallback(
    (signal: AbortSignal) => {
      // Asked again in each round.
      void round;
      return askRegistry<Data>(query, JSON.parse(key) as Variables, signal);
    },
    [query, key, round],
  );
  const loaded = useLoaded(load);
  const of = `${query} ${key}`;
  const [kept, keep] = useState<{ readonly of: string; readonly loaded: Loaded<Data> } | null>(null);
  if (loaded.kind !== 'loading' && kept?.loaded !== loaded) keep({ of, loaded });
  const shown = loaded.kind === 'loading' && kept?.of === of ? kept.loaded : loaded;
  return [shown, useCallback(() => setRound((before) => before + 1), [])];
}

export interface Action {
  readonly isBusy: boolean;
  readonly failure: string | null;
  /** Does it; the failure stays until it is done again. Resolves to whether it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Something that a button does. */
export function useAction(): Action {
  const [state, setState] = useState({ isBusy: false, failure: null as string | null });
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setState({ isBusy: true, failure: null });
    try {
      await work();
      setState({ isBusy: false, failure: null });
      return true;
    } catch (error) {
      setState({ isBusy: false, failure: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }, []);
  return { ...state, run };
}
