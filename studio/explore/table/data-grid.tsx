import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef } from 'react';
import type { Row } from '../../../kit/table/cell.js';
import { CellView } from './cell-view.js';
import { columnWidths } from './column-widths.js';
import { GridHead } from './grid-head.js';
import { TotalsRow } from './totals-row.js';
import type { Total } from './totals.js';
import { usePrinting } from './use-printing.js';
import type { Grid, GridColumn } from './use-grid.js';

interface DataGridProps {
  readonly grid: Grid;
  readonly total: Total;
  readonly filters: boolean;
}

const ROW_HEIGHT = 34;
/** More rows than this make no sense on paper. */
const PRINTED_MAX = 2_000;

/** The table itself. Only the rows in sight are in the page, so that 50,000 cost what 50 cost. */
export function DataGrid({ grid, total, filters }: DataGridProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { shownColumns: columns, shownRows: rows } = grid;
  // By all rows, so that columns keep their places while rows are filtered.
  const widths = useMemo(() => columnWidths(columns, grid.rows), [columns, grid.rows]);
  const isPrinting = usePrinting();
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is compiled by React's compiler
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 800, height: 560 },
  });
  const items = virtualizer.getVirtualItems();
  const first = isPrinting ? 0 : (items[0]?.index ?? 0);
  const end = isPrinting ? Math.min(rows.length, PRINTED_MAX) : (items.at(-1)?.index ?? -1) + 1;
  const width = widths.reduce((sum, one) => sum + one, 0);

  return (
    <div className="grid-scroll" ref={scroll} tabIndex={0} role="region" aria-label="Table, scrollable">
      <table className="grid" aria-rowcount={rows.length + 1} style={{ width: `${width}px` }}>
        <caption className="nhsuk-u-visually-hidden">
          Rows of the answer. The buttons in the heads of the columns change the order.
        </caption>
        <colgroup>
          {widths.map((one, index) => (
            <col key={columns[index]!.id} style={{ width: `${one}px` }} />
          ))}
        </colgroup>
        <GridHead grid={grid} columns={columns} filters={filters} />
        <tbody>
          <Gap rows={first} columns={columns.length} />
          {rows.slice(first, end).map((row, index) => (
            <BodyRow key={first + index} index={first + index} row={row} columns={columns} />
          ))}
          <Gap rows={rows.length - end} columns={columns.length} />
        </tbody>
        {total !== 'none' && <TotalsRow rows={rows} columns={columns} total={total} />}
      </table>
      {rows.length === 0 && <p className="grid-empty">No rows.</p>}
      {isPrinting && rows.length > PRINTED_MAX && (
        <p className="grid-empty">
          {`Only the first ${PRINTED_MAX.toLocaleString('en-GB')} of ${rows.length.toLocaleString('en-GB')} rows are printed.`}
        </p>
      )}
    </div>
  );
}

interface BodyRowProps {
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly GridColumn[];
}

/** Drawn once for each row that comes into sight. */
const BodyRow = memo(function BodyRow({ index, row, columns }: BodyRowProps) {
  return (
    <tr aria-rowindex={index + 2} className={index % 2 === 1 ? 'grid__odd' : undefined}>
      {columns.map((column) => (
        <CellView key={column.id} cell={row[column.index] ?? null} kind={column.kind} />
      ))}
    </tr>
  );
});

/** Stands in for rows that are out of sight. */
function Gap({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" className="grid__gap">
      <td colSpan={columns} style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  );
}
