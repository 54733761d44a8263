import './chart.css';
import { useMemo } from 'react';
import { Notice } from '../../kit/notice.js';
import type { Grid } from '../table/use-grid.js';
import { ChartControls } from './chart-controls.js';
import { chartData, type ChartData } from './chart-data.js';
import { ChartPicture } from './chart-picture.js';
import { ChartTable } from './chart-table.js';
import { fittingChoice, fittingKinds, fittingTogether, type ChartChoice } from './chart-choice.js';

interface ChartViewProps {
  readonly grid: Grid;
  readonly title: string;
  /** Null for the chart that fits the table best. */
  readonly chosen: ChartChoice | null;
  readonly onChoice: (choice: ChartChoice) => void;
}

/** The rows that are shown as a chart, with its numbers as a table beneath. */
export function ChartView({ grid, title, chosen, onChoice }: ChartViewProps) {
  const { columns, shownRows: rows } = grid;
  const fitting = useMemo(() => fittingChoice(columns, rows), [columns, rows]);
  const wanted = chosen ?? fitting;
  const choice = useMemo(() => wanted && settled(wanted, columns), [wanted, columns]);
  const data = useMemo(() => choice && chartData(columns, rows, choice), [columns, rows, choice]);
  if (!choice || !data) return <p>There are no rows to draw.</p>;
  const kinds = fittingKinds(choice, columns, data.labels.length + data.leftOut);
  const kind = kinds.includes(choice.kind) ? choice.kind : 'bar';
  return (
    <>
      <ChartControls grid={grid} choice={{ ...choice, kind }} kinds={kinds} onChange={onChoice} />
      <Gaps data={data} />
      <ChartPicture data={data} kind={kind} title={title} />
      <ChartTable data={data} />
    </>
  );
}

/** What is chosen, with what cannot be shown so replaced by the nearest that can. */
function settled(choice: ChartChoice, columns: Grid['columns']): ChartChoice {
  const together = fittingTogether(choice, columns);
  return together.includes(choice.together) ? choice : { ...choice, together: together[0]! };
}

function Gaps({ data }: { readonly data: ChartData }) {
  const hasGaps = data.series.some(({ values }) => values.includes(null));
  return (
    <>
      {data.series.length === 0 && <Notice kind="information" title="Choose at least one column of numbers to draw" />}
      {data.leftOut > 0 && (
        <p>
          The first {data.labels.length} places are drawn, {data.leftOut} are left out. Filter the table to see others.
        </p>
      )}
      {hasGaps && <p>Values that are withheld, missing or not there are left open.</p>}
    </>
  );
}
