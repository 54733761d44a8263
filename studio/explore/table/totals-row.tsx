import type { Row } from '../../../kit/table/cell.js';
import { TOTALS, totalText, type Total } from './totals.js';
import type { GridColumn } from './use-grid.js';

interface TotalsRowProps {
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn[];
  readonly total: Total;
}

const REPEATED =
  'Its values stand in several rows each, because of the list that became rows; to add them up would be wrong';

/** The last line of a table. */
export function TotalsRow({ rows, columns, total }: TotalsRowProps) {
  const title = TOTALS.find(({ value }) => value === total)?.title ?? '';
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) => {
          const text = totalText(rows, column, total);
          return (
            <td
              key={column.id}
              className={column.kind === 'number' ? 'grid__number' : undefined}
              title={text === 'repeated' ? REPEATED : undefined}
            >
              {index === 0 && column.kind !== 'number' && (text === '' || text === 'repeated') ? title : text}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
