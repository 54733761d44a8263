import type { Certificate } from './certificate.js';
import type { CheckResult } from './run-checks.js';

/** A certificate as a JUnit report, as pipelines show it. */
export function junitOf({ subgraph, url, checkedAt, checks }: Certificate): string {
  const count = (result: CheckResult['result']) => checks.filter((check) => check.result === result).length;
  const seconds = (ms: number) => (ms / 1_000).toFixed(3);
  const total = checks.reduce((sum, { tookMs }) => sum + tookMs, 0);
  const cases = checks.map((check) => {
    const inside = insideOf(check);
    const head = `    <testcase classname="${escaped(check.code)}" name="${escaped(check.title)}" time="${seconds(check.tookMs)}"`;
    return inside === '' ? `${head}/>` : `${head}>${inside}</testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${checks.length}" failures="${count('failed')}">`,
    `  <testsuite name="${escaped(`joinery subgraph conform ${subgraph ?? url}`)}" tests="${checks.length}" failures="${count('failed')}" skipped="${count('skipped')}" timestamp="${checkedAt}" time="${seconds(total)}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function insideOf({ result, code, detail }: CheckResult): string {
  if (result === 'failed') return `<failure type="${code}" message="${escaped(detail)}"/>`;
  if (result === 'skipped') return `<skipped message="${escaped(detail)}"/>`;
  return result === 'warned' ? `<system-out>${escaped(`warned: ${detail}`)}</system-out>` : '';
}

/** Without what XML 1.0 cannot hold. */
function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '\ufffd')
    .replaceAll(/[&<>"]/g, (sign) => names[sign]!);
}
