import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';
import type { Finding, Severity } from '../registry-client/answers.js';
import { problemText, remedyText, type Sent } from './finding-text.js';

const HEADS: Readonly<Record<Severity, readonly [one: string, several: string]>> = {
  ERROR: ['error', 'errors'],
  WARNING: ['warning', 'warnings'],
  HINT: ['hint', 'hints'],
};
const COLOURS = { ERROR: 'red', WARNING: 'yellow', HINT: 'cyan' } as const;
/** So many of one code that are no errors are shown with their lines, the others by their coordinates. */
const SHOWN_MAX = 5;

/** Findings for people: the gravest first, those of one code together; empty for none. */
export function findingsReport(findings: readonly Finding[], sent: Sent | null, style: Style): string {
  const groups = [...Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`).values()];
  const shown = groups.map((group) => groupText(group, sent, style));
  return shown.length === 0 ? '' : `${shown.join('\n')}\n${explainLine(findings, style)}`;
}

/** For example `2 errors, 1 warning`. */
export function countsOf(findings: readonly Finding[]): string {
  const counts = (Object.keys(HEADS) as Severity[]).map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${HEADS[severity][count === 1 ? 0 : 1]}`)
    .join(', ');
}

function groupText(group: readonly Finding[], sent: Sent | null, style: Style): string {
  const [{ severity, code, coordinate }] = group as [Finding];
  const about = group.length > 1 ? `(${group.length})` : (coordinate ?? '');
  const word = style.paint([COLOURS[severity], 'bold'], HEADS[severity][0].toUpperCase());
  const head = `${word} ${style.paint('bold', printable(code))} ${printable(about)}`.trimEnd();
  // What has the same remedy needs it once.
  const byRemedy = Map.groupBy(group, (finding) => remedyText(finding, style));
  const parts = [...byRemedy].map(([remedy, some]) => `${problems(some, sent, style)}${remedy}`);
  return `${head}\n${parts.join('\n')}`;
}

function problems(group: readonly Finding[], sent: Sent | null, style: Style): string {
  const shown = group[0]?.severity === 'ERROR' ? group : group.slice(0, SHOWN_MAX);
  const others = group.slice(shown.length).map(({ coordinate, message }) => coordinate ?? message);
  const more = printable(`${others.length} more: ${others.join(', ')}`);
  return [
    ...shown.map((finding) => problemText(finding, sent, style)),
    others.length === 0 ? '' : wrap(more, { first: '  ', width: style.width }),
  ].join('');
}

function explainLine(findings: readonly Finding[], { paint }: Style): string {
  return `${paint('dim', `For more on a code: joinery explain ${findings[0]?.code}`)}\n`;
}
