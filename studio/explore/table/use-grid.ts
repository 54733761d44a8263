import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { cellText, isGap, type Cell, type Row } from '../../../kit/table/cell.js';
import { kindOf, numberOf, type CellKind } from '../../../kit/table/cell-kind.js';
import type { Column } from '../../../kit/table/plan-table.js';
import type { RunTable } from '../results/table-of-run.js';
import { cellPasses, compareValues } from './cell-filter.js';

const features = tableFeatures({
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});

type Features = typeof features;

/** A column as the grid shows it. */
export interface GridColumn {
  readonly id: string;
  /** Its place in a row. */
  readonly index: number;
  readonly kind: CellKind;
  readonly column: Column;
}

export type Grid = ReturnType<typeof useGrid>;

/**
 * The state of a table that is shown: order, filters, hidden columns. `shownColumns` are those that are not hidden,
 * `shownRows` those that pass the filters, in the order that is shown.
 */
export function useGrid({ columns, rows }: RunTable) {
  const gridColumns = useMemo(() => columns.map(gridColumn), [columns]);
  const defs = useMemo(() => gridColumns.map(columnDef), [gridColumns]);
  const table = useTable({
    features,
    columns: defs,
    data: rows,
    globalFilterFn: (row, id, written: string) =>
      cellText(row.original[Number(id)] ?? null)
        .toLowerCase()
        .includes(written.toLowerCase()),
    getColumnCanGlobalFilter: () => true,
    enableMultiSort: true,
    sortDescFirst: false,
  });
  const visible = table.getVisibleLeafColumns();
  const model = table.getRowModel();
  const shownColumns = useMemo(() => visible.map(({ id }) => gridColumns[Number(id)]!), [visible, gridColumns]);
  const shownRows = useMemo(() => model.rows.map(({ original }) => original), [model]);
  return { table, columns: gridColumns, shownColumns, shownRows };
}

function gridColumn(column: Column, index: number): GridColumn {
  // Two columns may have one name.
  return { id: String(index), index, kind: kindOf(column), column };
}

function columnDef({ id, index, kind }: GridColumn): ColumnDef<Features, Row> {
  return {
    id,
    accessorFn: (row) => valueOf(row[index] ?? null, kind),
    sortUndefined: 'last',
    sortFn: (a, b) => compareValues(a.getValue(id), b.getValue(id)),
    filterFn: (row, _id, written: string) => cellPasses(row.original[index] ?? null, kind, written),
  };
}

/** What a cell is ordered by; undefined where it holds no value. */
function valueOf(cell: Cell, kind: CellKind): string | number | undefined {
  if (cell === null || isGap(cell)) return undefined;
  if (kind === 'number') return numberOf(cell) ?? String(cell);
  return String(cell);
}
