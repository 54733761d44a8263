import './results.css';
import type { GraphQLSchema } from 'graphql';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Loading } from '../../kit/loading.js';
import { Notice } from '../../kit/notice.js';
import { Tabs } from '../../kit/tabs.js';
import type { ChartChoice } from '../chart/chart-choice.js';
import { ExportMenu } from '../export/export-menu.js';
import { PagesBar } from '../pages/pages-bar.js';
import { FIRST_LOOK, TableView } from '../table/table-view.js';
import { useGrid } from '../table/use-grid.js';
import type { Run } from '../run.js';
import { AnswerErrors } from './answer-errors.js';
import { AnswerWarnings } from './answer-warnings.js';
import { RawAnswer } from './raw-answer.js';
import { SourcesView } from './sources-view.js';
import { DEFAULT_SETTINGS, tableOfRun, type RunTable, type TableSettings } from './table-of-run.js';

const TracePanel = lazy(async () => ({ default: (await import('../../trace/trace-panel.js')).TracePanel }));
const ChartView = lazy(async () => ({ default: (await import('../chart/chart-view.js')).ChartView }));

interface ResultViewsProps {
  readonly run: Run;
  readonly schema: GraphQLSchema;
  /** Takes the answer with more of its pages. */
  readonly onMore: (run: Run) => void;
}

/** What the graph answered: as a table, a chart, with its sources, and as it came. */
export function ResultViews({ run, schema, onMore }: ResultViewsProps) {
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  const table = useMemo(() => tableOfRun(run, schema, settings), [run, schema, settings]);
  return (
    <section className="results" aria-label="Results">
      <AnswerErrors errors={run.answer.errors} />
      <AnswerWarnings extensions={run.answer.extensions} />
      {table && run.answer.data ? (
        <TableTabs
          key={shapeOf(table, settings)}
          {...{ run, schema, table, settings, onMore }}
          onSettings={setSettings}
        />
      ) : (
        <NoTable run={run} />
      )}
    </section>
  );
}

/** Order, filters and hidden columns are those of one shape of the table. */
function shapeOf({ chosen }: RunTable, { lists, parents }: TableSettings): string {
  return JSON.stringify([chosen.name, lists, parents]);
}

function NoTable({ run }: { readonly run: Run }) {
  return (
    <>
      {run.answer.errors.length === 0 && (
        <Notice kind="information" title="This answer has no data to show as a table" />
      )}
      <RawAnswer run={run} />
      {Object.keys(run.answer.extensions).length > 0 && <LazyTrace run={run} />}
    </>
  );
}

interface TableTabsProps extends ResultViewsProps {
  readonly table: RunTable;
  readonly settings: TableSettings;
  readonly onSettings: (settings: TableSettings) => void;
}

function TableTabs({ run, schema, table, settings, onSettings, onMore }: TableTabsProps) {
  const [view, setView] = useState('table');
  const grid = useGrid(table);
  // What is chosen in one view is kept while another is shown.
  const [look, setLook] = useState(FIRST_LOOK);
  const [chart, setChart] = useState<ChartChoice | null>(null);
  const tabs = [
    {
      id: 'table',
      title: 'Table',
      panel: () => <TableView {...{ grid, table, settings, onSettings, look }} onLook={setLook} />,
    },
    {
      id: 'chart',
      title: 'Chart',
      panel: () => <LazyChart grid={grid} title={run.operation.title} chosen={chart} onChoice={setChart} />,
    },
    { id: 'sources', title: 'Sources', panel: () => <SourcesView {...{ run, schema, table }} /> },
    { id: 'trace', title: 'Plan and trace', panel: () => <LazyTrace run={run} /> },
    { id: 'answer', title: 'Answer', panel: () => <RawAnswer run={run} /> },
  ];
  return (
    <>
      <div className="results__bar">
        <PagesBar {...{ run, schema, table, onMore }} />
        <ExportMenu {...{ run, schema, grid, table }} />
      </div>
      <Tabs label="Views of the answer" tabs={tabs} current={view} onChange={setView} />
    </>
  );
}

function LazyTrace({ run }: { readonly run: Run }) {
  return (
    <Suspense fallback={<Loading what="plan and trace" />}>
      <TracePanel answer={run.answer} isSubscription={run.operation.isSubscription} />
    </Suspense>
  );
}

function LazyChart(props: Parameters<typeof ChartView>[0]) {
  return (
    <Suspense fallback={<Loading what="the chart" />}>
      <ChartView {...props} />
    </Suspense>
  );
}
