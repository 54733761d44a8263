import type { ReactNode } from 'react';
import type { Grid } from '../table/use-grid.js';
import { numberColumns, type ChartChoice, type ChartKind, type Together } from './chart-choice.js';

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
      <Choice label="Chart" value={choice.kind} onChange={(kind) => onChange({ ...choice, kind: kind as ChartKind })}>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_TITLES[kind]}
          </option>
        ))}
      </Choice>
      <Choice label="Along the axis" value={choice.x} onChange={(x) => onChange({ ...choice, x })}>
        {grid.columns.map(({ id, column }) => (
          <option key={id} value={id}>
            {column.name}
          </option>
        ))}
      </Choice>
      <Choice
        label="Shown as"
        value={choice.together}
        onChange={(together) => onChange({ ...choice, together: together as Together })}
      >
        {Object.entries(TOGETHER_TITLES).map(([together, title]) => (
          <option key={together} value={together}>
            {title}
          </option>
        ))}
      </Choice>
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

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label className="table-controls__field">
      {label}
      <select className="nhsuk-select" value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </label>
  );
}
