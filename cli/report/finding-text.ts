import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';
import type { DataFlow, Finding, FindingUsage, SourceLine } from '../registry-client/answers.js';

/** The schema that was sent: what its lines are called, and whose they are. */
export interface Sent {
  readonly subgraph: string;
  /** A path, or what stands for one. */
  readonly source: string;
}

const LABEL_WIDTH = 11;
const USERS_MAX = 5;
const INDENT = ' '.repeat(4);
/** A command in a suggestion has a line of its own, so that it can be copied. */
const COMMAND = /\s*(joinery grant request \S+ --act \S+(?: --reason "[^"]*")?)[;,]?\s*/;

/** What is wrong, and on which lines. */
export function problemText({ message, sources }: Finding, sent: Sent | null, style: Style): string {
  return wrap(printable(message), { first: '  ', width: style.width }) + sourceLines(sources, sent, style);
}

/** Who must act and how, and which data would flow to whom. */
export function remedyText({ partner, fix, flow, usage }: Finding, style: Style): string {
  return [
    labelled('Who acts', partner ?? 'the operator', style),
    fixText(fix, style),
    flow === null ? '' : labelled('Data flow', flowText(flow), style),
    usage === null ? '' : usageText(usage, style),
  ].join('');
}

/** The lines that a finding comes from, as `file:line` and the text below one another. */
function sourceLines(sources: readonly SourceLine[], sent: Sent | null, { width, paint }: Style): string {
  const places = sources.map(({ subgraph, line }) => `${subgraph === sent?.subgraph ? sent.source : subgraph}:${line}`);
  const longest = Math.min(32, Math.max(0, ...places.map((place) => place.length)));
  return sources
    .map(({ text }, i) => {
      const place = printable(places[i]!).padEnd(longest);
      const room = Math.max(20, width - place.length - 8);
      const shown = printable(text.trim());
      const cut = shown.length > room ? `${shown.slice(0, room - 1)}…` : shown;
      return `      ${paint('cyan', place)}  ${cut}\n`;
    })
    .join('');
}

function fixText(fix: string, style: Style): string {
  const [before = '', command, after = ''] = printable(fix).split(COMMAND);
  if (command === undefined) return labelled('Fix', before, style);
  const rest = after === '' ? '' : labelled('', after, style);
  return `${labelled('Fix', before, style)}${INDENT}${' '.repeat(LABEL_WIDTH)}  ${style.paint('bold', command)}\n${rest}`;
}

function flowText({ fields, from, to }: DataFlow): string {
  return `${fields.join(', ')}: from ${from} to ${to}`;
}

/** The clients with the most requests; the message says how much all of them asked. */
function usageText({ clients, operations }: FindingUsage, style: Style): string {
  const told = [
    ...clients.slice(0, USERS_MAX).map(({ name, version, requests, lastSeen }) => {
      const client = [name ?? 'a client without a name', version ?? ''].join(' ').trim();
      return `${client}: ${requests} requests, the last on ${lastSeen.slice(0, 10)}`;
    }),
    ...operations
      .slice(0, USERS_MAX)
      .map(({ name, kind, requests }) => `${kind} ${name ?? 'without a name'}: ${requests}`),
  ];
  return told.map((text, i) => labelled(i === 0 ? 'Used by' : '', text, style)).join('');
}

function labelled(label: string, text: string, { width }: Style): string {
  return wrap(printable(text), { first: `${INDENT}${label.padEnd(LABEL_WIDTH)}`, width });
}
