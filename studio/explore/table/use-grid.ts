import {
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useDeferredValue, useMemo } from 'react';
import type { Row } from '../../../kit/table/cell.js';
import { kindOf, type CellKind } from '../../../kit/table/cell-kind.js';
import type { Column } from '../../../kit/table/plan-table.js';
import type { RunTable } from '../results/table-of-run.js';
import { rowFilter, type ColumnFilter } from './row-filter.js';
import { createRowOrder, type Sort } from './row-order.js';

const features = tableFeatures({
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  rowSortingFeature,
});

type Features = typeof features;

/** A column as the grid shows it. */
export interface GridColumn {
  readonly id: string;
  /** Its place in a row. */
  readonly index: number;
  readonly kind: CellKind;
  readonly column: Column;
  /** Whether its values stand in several rows each. */
  readonly isRepeated: boolean;
}

export type Grid = ReturnType<typeof useGrid>;

/**
 * The state of a table that is shown: order, filters, hidden columns. `shownColumns` are those that are not hidden,
 * `shownRows` those that pass the filters, in the order that is shown.
 */
export function useGrid({ columns, rows, repeated }: RunTable) {
  const gridColumns = useMemo(
    () => columns.map((column, index) => gridColumn(column, index, repeated)),
    [columns, repeated],
  );
  const defs = useMemo(() => gridColumns.map(columnDef), [gridColumns]);
  const table = useTable({
    features,
    columns: defs,
    data: rows,
    manualFiltering: true,
    manualSorting: true,
    enableMultiSort: true,
    sortDescFirst: false,
  });
  const visible = table.getVisibleLeafColumns();
  const shownColumns = useMemo(() => visible.map(({ id }) => gridColumns[Number(id)]!), [visible, gridColumns]);
  const shownRows = useShownRows(gridColumns, rows, table.state);
  return { table, columns: gridColumns, rows, shownColumns, shownRows };
}

interface Wanted {
  readonly sorting: readonly Sort[];
  readonly globalFilter?: string;
  readonly columnFilters: readonly ColumnFilter[];
}

/** The rows follow what is written as soon as there is time: whoever writes or presses sees that at once. */
function useShownRows(columns: readonly GridColumn[], rows: readonly Row[], wanted: Wanted): readonly Row[] {
  const sorting = useDeferredValue(wanted.sorting);
  const text = useDeferredValue(wanted.globalFilter ?? '');
  const filters = useDeferredValue(wanted.columnFilters);
  const inOrder = useMemo(() => createRowOrder(columns, rows), [columns, rows]);
  const ordered = useMemo(() => inOrder(sorting), [inOrder, sorting]);
  return useMemo(() => {
    if (text === '' && filters.length === 0) return ordered;
    return ordered.filter(rowFilter(columns, text, filters));
  }, [columns, ordered, text, filters]);
}

function gridColumn(column: Column, index: number, repeated: ReadonlySet<number>): GridColumn {
  // Two columns may have one name.
  return { id: String(index), index, kind: kindOf(column), column, isRepeated: repeated.has(index) };
}

function columnDef({ id, index }: GridColumn): ColumnDef<Features, Row> {
  // Rows are ordered and filtered by `useShownRows`; the library keeps what is chosen.
  return { id, accessorFn: (row) => row[index], sortFn: () => 0, filterFn: () => true };
}
