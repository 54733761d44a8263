import type { Loss } from '../../partner/survive/lost-fields.js';
import type { OperationLosses } from '../../partner/survive/find-losses.js';
import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { textTable } from '../output/text-table.js';
import { wrap } from '../output/wrap.js';

/** What operations lose without each subgraph: a table, then the lost fields. */
export function survivalText(
  operations: readonly OperationLosses[],
  subgraphs: readonly string[],
  style: Style,
): string {
  const rows = operations.map((one) => [titleOf(one, operations), ...subgraphs.map((name) => cell(one, name))]);
  const table = textTable(['without', ...subgraphs], rows, style);
  const details = operations.map((one) => detailsOf(titleOf(one, operations), one, style)).filter(Boolean);
  return [table, ...details].join('\n');
}

/** The file, and the operation too where the file has several. */
function titleOf({ file, name }: OperationLosses, all: readonly OperationLosses[]): string {
  const isAlone = all.filter((other) => other.file === file).length === 1;
  return isAlone || name === null ? file : `${file} ${name}`;
}

function cell({ losses, problem, survives }: OperationLosses, subgraph: string): string {
  if (problem !== null) return 'cannot be run';
  const loss = losses.get(subgraph);
  const mark = survives.includes(subgraph) ? (loss?.kind === 'everything' ? ' (!)' : ' ✓') : '';
  return `${loss === undefined ? 'not asked' : brief(loss)}${mark}`;
}

function brief(loss: Loss): string {
  if (loss.kind !== 'fields') return loss.kind;
  return loss.fields.length === 1 ? '1 field' : `${loss.fields.length} fields`;
}

function detailsOf(title: string, { losses, problem }: OperationLosses, { width, paint }: Style): string {
  const lines =
    problem !== null
      ? [wrap(printable(problem), { first: '  cannot be run: ', width })]
      : [...losses]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .flatMap(([subgraph, loss]) =>
            loss.kind === 'fields'
              ? [wrap(loss.fields.join(', '), { first: `  without ${subgraph}: `, rest: '    ', width })]
              : [],
          );
  return lines.length === 0 ? '' : `${paint('bold', title)}\n${lines.join('')}`;
}
