import './trace.css';
import type { TraceReport } from '../../gateway/pipeline/trace-report.js';
import { loadGraph } from '../kit/gateway-api.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { planOf } from './plan-node.js';
import { PlanView } from './plan-view.js';
import { Waterfall } from './waterfall.js';

interface TracePanelProps {
  readonly answer: { readonly extensions: Readonly<Record<string, unknown>> };
  /** Whether it is the answer of an event. */
  readonly isSubscription: boolean;
}

/** How an operation was planned and what it took, from the `extensions` of its answer. */
export function TracePanel({ answer: { extensions }, isSubscription }: TracePanelProps) {
  const graph = useLoaded(loadGraph);
  const plan = planOf(extensions);
  const trace = extensions['joineryTrace'] as TraceReport | undefined;
  if (plan === undefined && trace === undefined) return isSubscription ? <NoneForEvents /> : <NotShown />;
  const described = graph.kind === 'loaded' ? graph.value.subgraphs : [];
  const subgraphs = described.length > 0 ? described.map(({ name }) => name) : askedBy(trace);
  const ownerOf = (subgraph: string) => described.find(({ name }) => name === subgraph)?.owner ?? null;
  return (
    <div className="trace">
      {trace && <Waterfall trace={trace} subgraphs={subgraphs} ownerOf={ownerOf} />}
      {plan !== undefined && <PlanView node={plan} subgraphs={subgraphs} />}
    </div>
  );
}

function NoneForEvents() {
  return (
    <Notice kind="information" title="Events of a subscription come without plan and trace">
      <p>The gateway sends both with queries and mutations; what is deferred has its trace once all parts are there.</p>
    </Notice>
  );
}

function NotShown() {
  return (
    <Notice kind="information" title="This answer came without its plan and trace">
      <p>
        A gateway shows them when its setting <code>exposeQueryPlans</code> allows it, and to who asks with the headers{' '}
        <code>apollo-expose-query-plan</code> and <code>joinery-trace</code>.
      </p>
    </Notice>
  );
}

function askedBy(trace: TraceReport | undefined): string[] {
  return [...new Set((trace?.fetches ?? []).map(({ subgraph }) => subgraph))].sort();
}
