import './table.css';
import { useState } from 'react';
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
}

/** The answer as a table with what changes it. */
export function TableView({ grid, table, settings, onSettings }: TableViewProps) {
  const [total, setTotal] = useState<Total>('none');
  const [filters, setFilters] = useState(false);
  return (
    <>
      <TableControls
        {...{ grid, table, settings, onSettings, total, filters }}
        onTotal={setTotal}
        onFilters={setFilters}
      />
      <DataGrid grid={grid} total={total} filters={filters} />
    </>
  );
}
