import './pages.css';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ask } from '../../kit/ask.js';
import { Button } from '../../kit/button.js';
import { Notice } from '../../kit/notice.js';
import type { RunTable } from '../results/table-of-run.js';
import type { Run } from '../run.js';
import { fetchPages, type JoinedPages, type PagesProgress } from './fetch-pages.js';
import { listIn, pageInfoIn } from './joined-pages.js';
import { pagedOperation, type PagedOperation } from './paged-operation.js';

interface PagesBarProps {
  readonly run: Run;
  readonly schema: GraphQLSchema;
  readonly table: RunTable;
  readonly onMore: (run: Run) => void;
}

const CAPS = [10_000, 50_000, 200_000];

/** Says how much of a list that comes in pages is there, and fetches the rest. */
export function PagesBar({ run, schema, table, onMore }: PagesBarProps) {
  const paged = useMemo(() => pagedOf(run, schema, table), [run, schema, table]);
  const [rowsMax, setRowsMax] = useState(50_000);
  const { progress, ended, start, cancel } = usePages(run, paged, { rowsMax, onMore });
  if (!paged) return <span role="status">{table.chosen.depth > 0 && table.shortfall}</span>;
  const { data } = run.answer;
  const there = listIn(data, paged.path)?.length ?? 0;
  const { hasNextPage, total } = pageInfoIn(data, paged.path);
  const hasMore =
    hasNextPage || (total !== null && total > there) || (total === null && ended === null && !isLast(run, paged));
  return (
    <div className="pages">
      {progress ? (
        <ProgressLine progress={progress} rowsMax={rowsMax} onCancel={cancel} />
      ) : (
        <>
          <span>{total === null ? `${count(there)} fetched` : `${count(there)} of ${count(total)} fetched`}</span>
          {hasMore && (
            <>
              <Button onClick={start}>Fetch all pages</Button>
              <CapChoice rowsMax={rowsMax} onChange={setRowsMax} />
            </>
          )}
        </>
      )}
      {ended && !progress && <EndNotice ended={ended} rows={there} />}
    </div>
  );
}

function usePages(run: Run, paged: PagedOperation | null, options: { rowsMax: number; onMore: (run: Run) => void }) {
  const [progress, setProgress] = useState<PagesProgress | null>(null);
  const [ended, setEnded] = useState<{ readonly run: Run; readonly how: JoinedPages } | null>(null);
  const abort = useRef<AbortController | null>(null);
  // What was begun for one answer does not take the place of the next.
  useEffect(
    () => () => {
      abort.current?.abort();
      abort.current = null;
      setProgress(null);
    },
    [run],
  );
  const start = () => {
    if (!paged) return;
    const own = new AbortController();
    const { signal } = own;
    abort.current = own;
    const { variables, operationName, headers } = run.operation;
    const others = Object.fromEntries(Object.entries(variables).filter(([name]) => name !== paged.variable));
    setProgress({ rows: 0, total: null, isWaiting: false });
    const askPage = (from: unknown) =>
      ask({
        query: paged.text,
        variables: from === undefined ? others : { ...others, [paged.variable]: from },
        operationName: operationName ?? undefined,
        headers,
        signal,
      });
    fetchPages({ paged, askPage, rowsMax: options.rowsMax, onProgress: setProgress, signal }).then(
      (how) => {
        if (abort.current !== own) return;
        setProgress(null);
        const joined = { ...run, answer: how.answer, fetchedAt: new Date().toISOString() };
        setEnded({ run: joined, how });
        options.onMore(joined);
      },
      (error: unknown) => {
        if (abort.current !== own) return;
        setProgress(null);
        const failure = error instanceof Error ? error.message : String(error);
        setEnded({ run, how: { answer: run.answer, end: signal.aborted ? 'cancelled' : 'failed', failure } });
      },
    );
  };
  // What is said of one answer is not said of the next.
  return { progress, ended: ended?.run === run ? ended.how : null, start, cancel: () => abort.current?.abort() };
}

interface ProgressLineProps {
  readonly progress: PagesProgress;
  readonly rowsMax: number;
  readonly onCancel: () => void;
}

function ProgressLine({ progress: { rows, total, isWaiting }, rowsMax, onCancel }: ProgressLineProps) {
  const all = total === null ? undefined : Math.min(total, rowsMax);
  const fetched = total === null ? `${count(rows)} fetched` : `${count(rows)} of ${count(total)} fetched`;
  return (
    <>
      <progress aria-label="Pages fetched" value={all === undefined ? undefined : rows} max={all} />
      <span role="status">{isWaiting ? `${fetched}; the gateway is busy and is asked again in a while` : fetched}</span>
      <Button onClick={onCancel}>Cancel</Button>
    </>
  );
}

function CapChoice({ rowsMax, onChange }: { readonly rowsMax: number; readonly onChange: (rows: number) => void }) {
  return (
    <label className="pages__cap">
      at most
      <select className="nhsuk-select" value={rowsMax} onChange={(event) => onChange(Number(event.target.value))}>
        {CAPS.map((cap) => (
          <option key={cap} value={cap}>
            {count(cap)} rows
          </option>
        ))}
      </select>
    </label>
  );
}

function EndNotice({ ended: { end, failure }, rows }: { readonly ended: JoinedPages; readonly rows: number }) {
  if (end === 'complete') return <span role="status">All pages are here.</span>;
  if (end === 'cancelled') return <span role="status">Cancelled; {count(rows)} rows are kept.</span>;
  if (end === 'cap') return <span role="status">Stopped at the limit of {count(rows)} rows; there are more.</span>;
  return (
    <Notice kind="warning" title="Not all pages could be fetched">
      <p>
        {failure}. {count(rows)} rows are kept.
      </p>
    </Notice>
  );
}

function pagedOf({ operation, answer }: Run, schema: GraphQLSchema, { chosen }: RunTable): PagedOperation | null {
  if (chosen.depth > 0 || chosen.path.length === 0 || !listIn(answer.data, chosen.path)) return null;
  return pagedOperation(operation, schema, chosen.path);
}

/** Whether the answer says that this page is the last one. */
function isLast({ answer }: Run, { path, kind }: PagedOperation): boolean {
  const connection = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | null)?.[key],
    answer.data,
  );
  return kind === 'cursor' && typeof connection === 'object' && connection !== null && 'pageInfo' in connection;
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
