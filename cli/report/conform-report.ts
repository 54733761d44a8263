import type { Certificate } from '../../partner/conform/certificate.js';
import type { CheckResult } from '../../partner/conform/run-checks.js';
import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';

const MARKS = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  warned: ['!', 'yellow'],
  skipped: ['-', 'dim'],
} as const;

/** A certificate for people: a line for each check, what was seen below it, and the sum. */
export function conformText({ url, checks, conforms }: Certificate, style: Style): string {
  const lines = checks.map((check) => checkText(check, style));
  const counts = (['passed', 'warned', 'failed', 'skipped'] as const)
    .map((result) => [result, checks.filter((check) => check.result === result).length] as const)
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${count} ${result}`);
  const verdict = conforms ? 'conforms' : 'does not conform';
  return `${lines.join('')}\n${style.paint('bold', `${url} ${verdict}`)}: ${counts.join(', ')}\n`;
}

function checkText({ result, code, title, detail }: CheckResult, { width, paint }: Style): string {
  const [mark, colour] = MARKS[result];
  const told = wrap(printable(detail), { first: '    ', width });
  return `${paint(colour, mark)} ${title}${result === 'passed' || result === 'skipped' ? '' : ` ${paint('dim', code)}`}\n${told}`;
}
