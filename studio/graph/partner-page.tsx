import { useCallback, useMemo } from 'react';
import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import type { ReportedHealth } from '../../gateway/studio-api/contract/health-report.js';
import { FactsTable } from '../kit/facts-table.js';
import { loadHealth } from '../kit/gateway-api.js';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { routeTo } from '../shell/route.js';
import { BackToGraph } from './graph-page.js';
import { loadHoldings } from './holdings.js';
import { PartnerVersions } from './partner-versions.js';
import { partnersOf, type Partner } from './partners.js';

interface PartnerPageProps {
  readonly graph: GraphDescription;
  readonly name: string;
}

/** One partner: what they own, how fresh it is, and how well their subgraphs answer. */
export function PartnerPage({ graph, name }: PartnerPageProps) {
  const partner = useMemo(() => partnersOf(graph).find((one) => one.name === name), [graph, name]);
  return (
    <>
      <h1>{name}</h1>
      {partner ? (
        <>
          <Health partner={partner} />
          <Freshness partner={partner} graph={graph} />
          <PartnerVersions partner={partner} />
          <Owned partner={partner} graph={graph} />
          <p>
            <a href={routeTo(['publish'])}>Checks and grants</a> are with the registry.
          </p>
        </>
      ) : (
        <Notice kind="warning" title="The graph has no partner of this name" />
      )}
      <BackToGraph />
    </>
  );
}

function Health({ partner }: { readonly partner: Partner }) {
  const health = useLoaded(loadHealth);
  if (health.kind === 'loading') return <Loading what="how they answer" />;
  if (health.kind === 'failed') return <Notice kind="warning" title={`No figures: ${health.error.message}`} />;
  const { windowSeconds, subgraphs } = health.value;
  const names = partner.subgraphs.map(({ name }) => name);
  return (
    <FactsTable
      caption={`How their subgraphs answered this gateway in the last ${windowSeconds / 60} minutes`}
      rows={subgraphs.filter(({ name }) => names.includes(name))}
      keyOf={({ name }) => name}
      columns={[
        { title: 'Subgraph', cell: ({ name }) => name },
        { title: 'State', cell: stateInWords },
        { title: 'Requests', isNumber: true, cell: ({ requests }) => requests },
        { title: 'Failed', isNumber: true, cell: ({ requests, failures }) => shareOf(failures, requests) },
        { title: 'Half take up to', isNumber: true, cell: ({ p50Ms }) => (p50Ms === null ? '–' : `${p50Ms} ms`) },
        { title: '99 % take up to', isNumber: true, cell: ({ p99Ms }) => (p99Ms === null ? '–' : `${p99Ms} ms`) },
        {
          title: 'Last failure',
          cell: ({ lastFailure }) =>
            lastFailure ? `${lastFailure.code}, ${new Date(lastFailure.at).toLocaleString('en-GB')}` : 'none',
        },
      ]}
    />
  );
}

function stateInWords({ breaker, requests }: ReportedHealth): string {
  if (breaker === 'open') return 'Down: it is not asked for now';
  if (breaker === 'half-open') return 'Being tried again';
  return requests === 0 ? 'Not asked lately' : 'Answering';
}

function shareOf(failures: number, requests: number): string {
  return requests === 0 ? '–' : `${failures} (${((100 * failures) / requests).toFixed(1)} %)`;
}

interface PartProps {
  readonly partner: Partner;
  readonly graph: GraphDescription;
}

function Freshness({ partner, graph }: PartProps) {
  const load = useCallback((signal: AbortSignal) => loadHoldings(graph, signal), [graph]);
  const holdings = useLoaded(load);
  if (holdings.kind === 'loading') return <Loading what="how fresh the data is" />;
  const names = partner.subgraphs.map(({ name }) => name);
  const rows = holdings.kind === 'loaded' ? holdings.value.filter(({ subgraph }) => names.includes(subgraph)) : [];
  return (
    <FactsTable
      caption="How fresh their data is"
      rows={rows}
      keyOf={({ subgraph }) => subgraph}
      none="Their subgraphs do not tell when their data was last changed."
      columns={[
        { title: 'Subgraph', cell: ({ subgraph }) => subgraph },
        {
          title: 'Last changed',
          cell: ({ lastRefresh }) => (lastRefresh ? new Date(lastRefresh).toLocaleString('en-GB') : 'not told'),
        },
        {
          title: 'Rows',
          cell: ({ types }) =>
            types
              .filter(({ rows: count }) => (count ?? 0) > 0)
              .map(({ name, rows: count }) => `${name} ${count!.toLocaleString('en-GB')}`)
              .join(', '),
        },
      ]}
    />
  );
}

function Owned({ partner, graph }: PartProps) {
  const names = partner.subgraphs.map(({ name }) => name);
  const isTheirs = (subgraphs: readonly string[]) => subgraphs.some((name) => names.includes(name));
  const rows = graph.types
    .filter(({ subgraphs }) => isTheirs(subgraphs))
    .map((type) => ({ ...type, own: type.fields.filter(({ subgraphs }) => isTheirs(subgraphs)) }));
  return (
    <FactsTable
      caption="What they define"
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { title: 'Type', cell: ({ name }) => <a href={routeTo(['graph', 'type', name])}>{name}</a> },
        {
          title: 'With',
          cell: ({ subgraphs }) => subgraphs.filter((name) => !names.includes(name)).join(', ') || 'nobody',
        },
        { title: 'Fields that they answer', cell: ({ own }) => own.map(({ name }) => name).join(', ') },
      ]}
    />
  );
}
