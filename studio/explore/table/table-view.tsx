import './table.css';
import type { RunTable, TableSettings } from '../results/table-of-run.js';
import { DataGrid } from './data-grid.js';
import { TableControls } from './table-controls.js';
import type { Total } from './totals.js';
import type { Grid } from './use-grid.js';

interface TableViewProps {
  readonly grid: Grid;
  readonly table: RunTable;
  readonly settings: TableSettings;
  readonly onSettings: (settings: TableSettings) => void;
  readonly look: TableLook;
  readonly onLook: (look: TableLook) => void;
}

/** What is shown around the rows. */
export interface TableLook {
  readonly total: Total;
  /** Whether each column has a filter below its head. */
  readonly filters: boolean;
}

export const FIRST_LOOK: TableLook = { total: 'none', filters: false };

/** The answer as a table with what changes it. */
export function TableView({ grid, table, settings, onSettings, look, onLook }: TableViewProps) {
  const { total, filters } = look;
  return (
    <>
      <TableControls
        {...{ grid, table, settings, onSettings, total, filters }}
        onTotal={(wanted) => onLook({ ...look, total: wanted })}
        onFilters={(wanted) => onLook({ ...look, filters: wanted })}
      />
      <DataGrid grid={grid} total={total} filters={filters} />
    </>
  );
}
