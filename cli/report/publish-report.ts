import { JoineryError } from '../../kit/errors.js';
import type { Answer } from '../output/answer.js';
import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';
import type { Outcome, PublishResult } from '../registry-client/answers.js';
import { changesReport } from './changes-report.js';
import type { Sent } from './finding-text.js';
import { countsOf, findingsReport } from './findings-report.js';

export interface Reported {
  /** What was asked for: it changes what the sentences say. */
  readonly deed: 'publish' | 'check' | 'delete' | 'dry run of delete' | 'rollback';
  readonly subgraph: string;
  readonly result: PublishResult;
  readonly sent: Sent | null;
}

const COLOURS = { LIVE: 'green', QUARANTINED: 'yellow', REFUSED: 'red', BREAKING: 'red' } as const;
const SAFE_MAX = 10;

/** What a publish, check, deletion or rollback did or would do, with the exit code of its outcome. */
export function publishAnswer(reported: Reported): Answer {
  const { result } = reported;
  const error = errorOf(reported);
  return { data: result, text: (style) => publishReport(reported, style), ...(error ? { error } : {}) };
}

function publishReport(reported: Reported, style: Style): string {
  const { result, sent } = reported;
  const verdict = wrap(sentenceOf(reported), { first: `${result.outcome}  `, width: style.width });
  const parts = [
    verdict.replace(result.outcome, style.paint([COLOURS[result.outcome], 'bold'], result.outcome)),
    findingsReport(result.findings, sent, style),
    changesReport(result.changes, SAFE_MAX, style),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function sentenceOf(reported: Reported): string {
  const { subgraph, result, deed } = reported;
  const { outcome, version, supergraph, changed } = result;
  const named = version ? `${subgraph} ${version.number}` : subgraph;
  const serial = supergraph ? ` of supergraph ${supergraph.serial}` : '';
  switch (outcome) {
    case 'LIVE':
      if (deed === 'check') return `${subgraph} would be live`;
      if (deed === 'dry run of delete') return `${subgraph} can be deleted; nothing was done`;
      if (deed === 'delete') return `${subgraph} was deleted, and is no longer part${serial}`;
      return `${named} is part${serial}${changed ? '' : ', as it was before'}`;
    case 'QUARANTINED':
      return deed === 'publish' || deed === 'rollback'
        ? `${named} was stored and waits: it does not compose with the others. It goes live by itself once it does`
        : `${subgraph} ${conditional(deed)}: the graph would not compose`;
    case 'REFUSED':
      return `${subgraph} takes what belongs to another partner without a grant. Nothing was stored`;
    case 'BREAKING':
      return deed === 'publish' || deed === 'rollback'
        ? `${named} was stored and waits: it breaks what clients may use, and nobody has answered for that`
        : `${subgraph} ${conditional(deed)}: it breaks what clients may use`;
  }
}

function conditional(deed: Reported['deed']): string {
  if (deed === 'check') return 'would wait';
  return deed === 'delete' ? 'was not deleted' : 'would not be deleted';
}

const CODES = { QUARANTINED: 'VERSION_QUARANTINED', REFUSED: 'VERSION_REFUSED', BREAKING: 'VERSION_BREAKING' } as const;

function errorOf({ subgraph, result }: Reported): JoineryError | undefined {
  const outcome: Outcome = result.outcome;
  if (outcome === 'LIVE') return undefined;
  const found = countsOf(result.findings);
  return new JoineryError(CODES[outcome], `${subgraph}${found === '' ? '' : `, ${found}`}`);
}
