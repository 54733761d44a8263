import { useMemo } from 'react';
import type { Run } from '../run.js';

const SHOWN_LETTERS = 200_000;

/** The answer as the gateway gave it. */
export function RawAnswer({ run: { answer } }: { readonly run: Run }) {
  const text = useMemo(() => textOf(answer), [answer]);
  return (
    <>
      <p>Answered in {Math.round(answer.durationMs)} ms.</p>
      <pre className="results__raw" tabIndex={0} aria-label="Answer as JSON">
        {text.slice(0, SHOWN_LETTERS)}
      </pre>
      {text.length > SHOWN_LETTERS && <p>Only the beginning is shown; download JSON for the whole.</p>}
    </>
  );
}

function textOf({ data, errors, extensions }: Run['answer']): string {
  const shown = {
    data,
    ...(errors.length > 0 ? { errors } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
  return JSON.stringify(shown, null, 2);
}
