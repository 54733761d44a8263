import './facts-table.css';
import type { ReactNode } from 'react';

export interface FactColumn<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface FactsTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly FactColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Shown in place of rows when there are none. */
  readonly none?: string;
}

/** A plain table of a few facts; the first column names its row. */
export function FactsTable<Row>({ caption, columns, rows, keyOf, none }: FactsTableProps<Row>) {
  if (rows.length === 0 && none !== undefined) return <p>{none}</p>;
  const [first, ...others] = columns;
  return (
    <div className="kit-facts" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? 'kit-facts__number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">{first!.cell(row)}</th>
              {others.map(({ title, isNumber, cell }) => (
                <td key={title} className={isNumber ? 'kit-facts__number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
