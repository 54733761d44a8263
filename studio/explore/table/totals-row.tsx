import type { Row } from '../../../kit/table/cell.js';
import { TOTALS, totalOf, type Total } from './totals.js';
import type { GridColumn } from './use-grid.js';

interface TotalsRowProps {
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn[];
  readonly total: Total;
}

/** The last line of a table. */
export function TotalsRow({ rows, columns, total }: TotalsRowProps) {
  const title = TOTALS.find(({ id }) => id === total)?.title ?? '';
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) => {
          const text = textOf(totalOf(rows, column, total));
          return (
            <td key={column.id} className={column.kind === 'number' ? 'grid__number' : undefined}>
              {index === 0 && text === '' ? title : text}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}

function textOf(total: number | null | undefined): string {
  if (total === undefined) return 'not told';
  return total === null ? '' : total.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
