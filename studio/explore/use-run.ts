import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from '../kit/ask.js';
import { TRACE_HEADERS } from '../trace/trace-headers.js';
import type { Operation, Run } from './run.js';

export interface Running {
  readonly run: Run | null;
  readonly isRunning: boolean;
  readonly failure: Error | null;
  readonly start: (operation: Operation) => void;
  /** Shows an answer that came another way, such as with all its pages. */
  readonly show: (run: Run) => void;
}

/** Runs operations, one at a time: a new one ends the one before. The last answer stays until the next is there. */
export function useRun(): Running {
  const [state, setState] = useState<Omit<Running, 'start' | 'show'>>({ run: null, isRunning: false, failure: null });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback((operation: Operation) => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    setState(({ run }) => ({ run, isRunning: true, failure: null }));
    const { text: query, variables, operationName, headers } = operation;
    const asked = { query, variables, operationName: operationName ?? undefined };
    ask({ ...asked, headers: { ...TRACE_HEADERS, ...headers }, signal: abort.signal }).then(
      (answer) => {
        if (abort.signal.aborted) return;
        setState({ run: { operation, answer, fetchedAt: new Date().toISOString() }, isRunning: false, failure: null });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const failure = error instanceof Error ? error : new Error(String(error));
        setState(({ run }) => ({ run, isRunning: false, failure }));
      },
    );
  }, []);
  const show = useCallback((run: Run) => setState({ run, isRunning: false, failure: null }), []);
  return { ...state, start, show };
}
