import { Choice } from '../../kit/choice.js';
import type { Grid } from '../table/use-grid.js';
import { fittingTogether, numberColumns, type ChartChoice, type ChartKind, type Together } from './chart-choice.js';

interface ChartControlsProps {
  readonly grid: Grid;
  readonly choice: ChartChoice;
  readonly kinds: readonly ChartKind[];
  readonly onChange: (choice: ChartChoice) => void;
}

const KIND_TITLES: Readonly<Record<ChartKind, string>> = {
  bar: 'Bars',
  line: 'Line',
  scatter: 'Scatter',
  pie: 'Pie',
};

const TOGETHER_TITLES: Readonly<Record<Together, string>> = {
  sum: 'Sum of values',
  mean: 'Mean of values',
  rows: 'Number of rows',
};

/** What a chart shows, to choose from the columns of the table. */
export function ChartControls({ grid, choice, kinds, onChange }: ChartControlsProps) {
  const numbers = numberColumns(grid.columns, grid.shownRows);
  const toggle = (id: string, isOn: boolean) => {
    const y = numbers.map((column) => column.id).filter((one) => (one === id ? isOn : choice.y.includes(one)));
    onChange({ ...choice, y });
  };
  return (
    <div className="table-controls">
      <Choice
        label="Chart"
        value={choice.kind}
        options={kinds.map((value) => ({ value, title: KIND_TITLES[value] }))}
        onChange={(kind) => onChange({ ...choice, kind })}
      />
      <Choice
        label="Along the axis"
        value={choice.x}
        options={grid.columns.map(({ id, column }) => ({ value: id, title: column.name }))}
        onChange={(x) => onChange({ ...choice, x })}
      />
      <Choice
        label="Shown as"
        value={choice.together}
        options={fittingTogether(choice, grid.columns).map((value) => ({ value, title: TOGETHER_TITLES[value] }))}
        onChange={(together) => onChange({ ...choice, together })}
      />
      {choice.together !== 'rows' && (
        <fieldset className="chart-series">
          <legend>Values</legend>
          {numbers.map(({ id, column }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={choice.y.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {column.name}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
