import { cellText, isGap, type Cell } from '../../../kit/table/cell.js';
import type { CellKind } from '../../../kit/table/cell-kind.js';
import { shownText } from './shown-text.js';

interface CellViewProps {
  readonly cell: Cell;
  readonly kind: CellKind;
}

/** One cell: a number with its thousands apart, a withheld value as `*`, a missing one with who failed. */
export function CellView({ cell, kind }: CellViewProps) {
  if (cell !== null && isGap(cell)) {
    const isSuppressed = cell.kind === 'suppressed';
    const why = isSuppressed ? 'Withheld by its owner' : `Could not be fetched: ${cell.code ?? 'no reason given'}`;
    return (
      <td className={isSuppressed ? 'grid__suppressed' : 'grid__missing'} title={why}>
        {cellText(cell)}
        {isSuppressed && <span className="nhsuk-u-visually-hidden"> withheld</span>}
      </td>
    );
  }
  const text = shownText(cell, kind);
  return (
    <td className={kind === 'number' ? 'grid__number' : undefined} title={text.length > 30 ? text : undefined}>
      {text}
    </td>
  );
}
