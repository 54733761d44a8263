import { Button } from '../../kit/button.js';
import { Choice, type ChoiceOption } from '../../kit/choice.js';
import { useMenu } from '../../kit/use-menu.js';
import { labelOf } from '../form/label-of.js';
import type { RunTable, TableSettings } from '../results/table-of-run.js';
import type { ListMode } from '../../../kit/table/plan-table.js';
import { TOTALS, type Total } from './totals.js';
import type { Grid } from './use-grid.js';

interface TableControlsProps {
  readonly grid: Grid;
  readonly table: RunTable;
  readonly settings: TableSettings;
  readonly onSettings: (settings: TableSettings) => void;
  readonly total: Total;
  readonly onTotal: (total: Total) => void;
  readonly filters: boolean;
  readonly onFilters: (filters: boolean) => void;
}

/** What changes a table: which list it shows, what is looked for, which columns there are. */
export function TableControls({
  grid,
  table,
  settings,
  onSettings,
  total,
  onTotal,
  filters,
  onFilters,
}: TableControlsProps) {
  const found = grid.shownRows.length;
  return (
    <div className="table-controls">
      {table.tables.length > 1 && <ListChoice {...{ table, settings, onSettings }} />}
      <label className="table-controls__field">
        Find
        <input
          className="nhsuk-input"
          type="search"
          value={String(grid.table.state.globalFilter ?? '')}
          onChange={(event) => grid.table.setGlobalFilter(event.target.value)}
        />
      </label>
      <Choice label="Totals" value={total} options={TOTALS} onChange={onTotal} />
      <Button isPressed={filters} onClick={() => onFilters(!filters)}>
        Filter columns
      </Button>
      <ColumnMenu grid={grid} />
      {(table.innerLists.length > 0 || table.chosen.name !== '') && <ShapeMenu {...{ table, settings, onSettings }} />}
      <p className="table-controls__count" role="status">
        {found === table.rows.length ? rowsInWords(found) : `${rowsInWords(found)} of ${count(table.rows.length)}`}
      </p>
    </div>
  );
}

type ShapeProps = Pick<TableControlsProps, 'table' | 'settings' | 'onSettings'>;

function ListChoice({ table, settings, onSettings }: ShapeProps) {
  return (
    <Choice
      label="Rows from"
      value={table.chosen.name}
      options={table.tables.map(({ name }) => ({ value: name, title: name }))}
      onChange={(name) => onSettings({ ...settings, table: name, lists: {} })}
    />
  );
}

function ColumnMenu({ grid }: { readonly grid: Grid }) {
  const { menu } = useMenu();
  const hidden = grid.columns.length - grid.shownColumns.length;
  return (
    <details className="table-menu" ref={menu}>
      <summary>Columns{hidden > 0 ? ` (${hidden} hidden)` : ''}</summary>
      <fieldset>
        <legend>Show columns</legend>
        {grid.columns.map(({ id, column }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={grid.table.getColumn(id)?.getIsVisible() !== false}
              onChange={(event) => grid.table.getColumn(id)?.toggleVisibility(event.target.checked)}
            />
            {column.name}
          </label>
        ))}
        <Button look="plain" onClick={() => grid.table.toggleAllColumnsVisible(true)}>
          Show all
        </Button>
      </fieldset>
    </details>
  );
}

const MODES: readonly ChoiceOption<ListMode>[] = [
  { value: 'join', title: 'In one cell' },
  { value: 'explode', title: 'A row each' },
  { value: 'count', title: 'How many' },
];

function ShapeMenu({ table, settings, onSettings }: ShapeProps) {
  const { menu } = useMenu();
  return (
    <details className="table-menu" ref={menu}>
      <summary>Nested data</summary>
      <fieldset>
        <legend>Nested data</legend>
        <label>
          <input
            type="checkbox"
            checked={settings.parents}
            onChange={(event) => onSettings({ ...settings, parents: event.target.checked })}
          />
          Repeat what lies around the list in each row
        </label>
        {table.innerLists.map((name) => (
          <Choice
            key={name}
            label={labelOf(name.split('.').at(-1) ?? name)}
            value={settings.lists[name] ?? 'join'}
            options={MODES}
            onChange={(mode) => onSettings({ ...settings, lists: { ...settings.lists, [name]: mode } })}
          />
        ))}
      </fieldset>
    </details>
  );
}

function rowsInWords(number: number): string {
  return number === 1 ? '1 row' : `${count(number)} rows`;
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
