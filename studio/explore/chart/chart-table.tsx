import { figureText } from '../table/shown-text.js';
import type { ChartData } from './chart-data.js';

const SHOWN_MAX = 200;

/** The numbers of a chart, for who cannot see it or wants them exactly. */
export function ChartTable({ data: { xName, labels, series } }: { readonly data: ChartData }) {
  return (
    <details className="chart-table" open>
      <summary>The numbers of this chart</summary>
      <div className="chart-table__scroll" tabIndex={0} role="region" aria-label="Numbers of the chart, scrollable">
        <table>
          <thead>
            <tr>
              <th scope="col">{xName}</th>
              {series.map(({ name }) => (
                <th scope="col" key={name} className="chart-table__number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.slice(0, SHOWN_MAX).map((label, index) => (
              // Points of a scatter may share a label.
              <tr key={index}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name} className="chart-table__number">
                    {textOf(values[index] ?? null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {labels.length > SHOWN_MAX && (
        <p>
          The first {SHOWN_MAX} of {labels.length}; the view Table has all rows.
        </p>
      )}
    </details>
  );
}

function textOf(value: number | null): string {
  return value === null ? '' : figureText(value);
}
