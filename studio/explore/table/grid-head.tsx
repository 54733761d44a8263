import { shownName } from './shown-name.js';
import type { Grid, GridColumn } from './use-grid.js';

interface GridHeadProps {
  readonly grid: Grid;
  readonly columns: readonly GridColumn[];
  readonly filters: boolean;
}

/** The heads of the columns: a press orders by one, with Shift also by it; below, where wanted, a filter each. */
export function GridHead({ grid, columns, filters }: GridHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <Head key={column.id} grid={grid} column={column} />
        ))}
      </tr>
      {filters && (
        <tr className="grid__filters">
          {columns.map((column) => (
            <td key={column.id}>
              <Filter grid={grid} column={column} />
            </td>
          ))}
        </tr>
      )}
    </thead>
  );
}

interface HeadProps {
  readonly grid: Grid;
  readonly column: GridColumn;
}

const SORTS = { asc: 'ascending', desc: 'descending' } as const;

function Head({ grid, column: { id, kind, column } }: HeadProps) {
  const handle = grid.table.getColumn(id);
  const sorted = handle?.getIsSorted() ?? false;
  return (
    <th
      scope="col"
      className={kind === 'number' ? 'grid__number' : undefined}
      aria-sort={sorted === false ? undefined : SORTS[sorted]}
    >
      <button type="button" title={column.name} onClick={handle?.getToggleSortingHandler()}>
        <span className="grid__name">{shownName(column.name)}</span>
        <span className="grid__sort" aria-hidden="true">
          {sorted === 'asc' ? '▲' : sorted === 'desc' ? '▼' : '↕'}
        </span>
      </button>
    </th>
  );
}

function Filter({ grid, column: { id, kind, column } }: HeadProps) {
  const handle = grid.table.getColumn(id);
  const isComparable = kind === 'number' || kind === 'date' || kind === 'moment';
  return (
    <input
      type="search"
      aria-label={`Filter ${column.name}`}
      placeholder={isComparable ? 'such as > 10' : 'contains'}
      value={(handle?.getFilterValue() as string | undefined) ?? ''}
      onChange={(event) => handle?.setFilterValue(event.target.value)}
    />
  );
}
