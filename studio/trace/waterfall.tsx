import type { TracedFetch, TraceReport } from '../../gateway/pipeline/trace-report.js';
import { FactsTable } from '../kit/facts-table.js';
import { markOf, OwnerMark } from '../kit/owner-mark.js';

interface WaterfallProps {
  readonly trace: TraceReport;
  readonly subgraphs: readonly string[];
  readonly ownerOf: (subgraph: string) => string | null;
}

/** What an operation took: each request to a subgraph on a common scale of time, and the stages of the gateway. */
export function Waterfall({ trace, subgraphs, ownerOf }: WaterfallProps) {
  const { fetches, stages, durationMs } = trace;
  const rows = fetches.map((fetch, index) => ({ ...fetch, id: String(index + 1) }));
  return (
    <section aria-label="Trace">
      <h2>What it took: {milliseconds(durationMs)}</h2>
      <FactsTable
        caption="Requests to subgraphs, by time"
        rows={rows}
        keyOf={({ id }) => id}
        none="No subgraph was asked."
        columns={[
          { title: 'Request', cell: ({ id }) => id },
          { title: 'Subgraph', cell: ({ subgraph }) => <OwnerMark subgraph={subgraph} all={subgraphs} /> },
          { title: 'Partner', cell: ({ subgraph }) => ownerOf(subgraph) ?? '–' },
          { title: 'For', cell: ({ paths }) => paths.map((path) => path || 'the root').join(', ') },
          { title: 'Result', cell: resultInWords },
          { title: 'When', cell: (fetch) => <Bar fetch={fetch} durationMs={durationMs} subgraphs={subgraphs} /> },
          { title: 'Began', isNumber: true, cell: ({ startMs }) => milliseconds(startMs) },
          { title: 'Took', isNumber: true, cell: ({ startMs, endMs }) => milliseconds(endMs - startMs) },
          { title: 'Sent', isNumber: true, cell: ({ requestBytes }) => size(requestBytes) },
          { title: 'Received', isNumber: true, cell: ({ responseBytes }) => size(responseBytes) },
          { title: 'Objects', isNumber: true, cell: ({ entities }) => entities?.objects ?? '–' },
          { title: 'Representations', isNumber: true, cell: ({ entities }) => entities?.representations ?? '–' },
        ]}
      />
      <FactsTable
        caption="Stages in the gateway"
        rows={stages}
        keyOf={({ name }) => name}
        columns={[
          { title: 'Stage', cell: ({ name }) => STAGES[name] },
          { title: 'Took', isNumber: true, cell: ({ startMs, endMs }) => milliseconds(endMs - startMs) },
          { title: 'Cache', cell: ({ cached }) => (cached === null ? '–' : cached ? 'was there' : 'was not there') },
        ]}
      />
    </section>
  );
}

const STAGES: Readonly<Record<TraceReport['stages'][number]['name'], string>> = {
  read: 'Read the request',
  authenticate: 'Find out who asks',
  parse: 'Parse the document',
  validate: 'Validate it',
  plan: 'Plan it',
  execute: 'Ask the subgraphs',
  project: 'Shape the answer',
};

interface BarProps extends Pick<WaterfallProps, 'subgraphs'> {
  readonly fetch: TracedFetch;
  readonly durationMs: number;
}

/** The numbers beside it say the same. */
function Bar({ fetch: { subgraph, startMs, endMs }, durationMs, subgraphs }: BarProps) {
  const share = (ms: number) => `${Math.min(100, (100 * ms) / Math.max(durationMs, 0.001))}%`;
  return (
    <div className="trace-bar" aria-hidden="true">
      <div
        style={{
          marginLeft: share(startMs),
          width: share(Math.max(0, endMs - startMs)),
          background: markOf(subgraph, subgraphs).colour,
        }}
      />
    </div>
  );
}

const WITHOUT_REQUEST: Readonly<Record<string, string>> = {
  skipped: 'Nothing to ask for',
  cached: 'From the cache, not asked for',
  stale: 'Expired, from the cache, since the subgraph failed',
};

function resultInWords({ outcome, errors, attempts, shared }: TracedFetch): string {
  const known = WITHOUT_REQUEST[outcome];
  if (known !== undefined) return known;
  const parts = [
    outcome === 'answered' ? 'Answered' : outcome,
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(attempts > 1 ? [`sent ${attempts} times`] : []),
    ...(shared ? ['shared the answer to an identical request'] : []),
  ];
  return parts.join(', ');
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

function size(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
