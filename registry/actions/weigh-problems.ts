import type { NonNull, Problem } from '../composition/messages.js';
import type { Finding } from './finding.js';
import { fixOf } from './fixes.js';
import type { LintSeverity } from './settings.js';

/** What the composed schema says, with what has to be known to judge it. */
export interface ProblemFacts {
  readonly partner: string;
  readonly problems: readonly Problem[];
  readonly nonNull: readonly NonNull[];
  /** The owners of the types that `nonNull` names. */
  readonly owners: ReadonlyMap<string, string>;
  /** The partner of each subgraph. */
  readonly partners: ReadonlyMap<string, string>;
  readonly lint: readonly LintSeverity[];
}

/** What is told of fields that may not be null; whoever mends them sees the others next time. */
const NON_NULL_MAX = 20;

/** What keeps a version from being stored, not only from being live: it would be shown, or be in the way of others. */
const REFUSING: ReadonlySet<string> = new Set([
  'PERSONAL_DATA_UNPROTECTED',
  'LINT_PERSONAL_DATA',
  'DIRECTIVE_REFUSED',
  'SUPPRESS_NOT_COMPOSED',
  'SUPPRESS_INVALID',
  'SUPPRESS_TOLD_BY_ARGUMENT',
]);

/** Turns problems of composition and lint into findings, as grave as the settings say. */
export function weighProblems(facts: ProblemFacts): Finding[] {
  const { partner, problems, nonNull, owners, lint } = facts;
  const levels = new Map(lint.map(({ code, level }) => [code, level]));
  const foreign = nonNull
    .filter(({ kind, typeName }) => kind === 'ROOT' || (owners.get(typeName) ?? partner) !== partner)
    .slice(0, NON_NULL_MAX)
    .map((found) => nonNullProblem(found, owners.get(found.typeName)));
  return [...problems, ...foreign].flatMap((problem) => {
    const { code, severity, message, coordinate, sources } = problem;
    const level = levels.get(code) ?? severity;
    if (level === 'OFF') return [];
    const fix = LINT_FIXES[code] ?? (severity === 'ERROR' ? fixOf(code) + orAsk(facts, problem) : NOTHING_TO_DO);
    return [{ code, severity: level, message, coordinate, partner, sources, fix, flow: null }];
  });
}

/** The partners whose subgraphs have a part in it, who may be as wrong. */
function orAsk({ partner, partners }: ProblemFacts, { sources }: Problem): string {
  const others = sources.flatMap(({ subgraph }) => {
    const other = partners.get(subgraph);
    return other === undefined || other === partner ? [] : [`${other} (${subgraph})`];
  });
  if (others.length === 0) return '';
  return `; or agree with ${[...new Set(others)].join(', ')}, and with the operator where that fails`;
}

/** Whether a finding keeps a version from being stored at all. */
export function isRefusing({ code, severity }: Finding): boolean {
  return severity === 'ERROR' && REFUSING.has(code);
}

function nonNullProblem({ kind, coordinate, typeName, sources }: NonNull, owner: string | undefined): Problem {
  const lost = {
    ROOT: 'all that the operation asked for',
    ADDED: `the whole ${typeName} of ${owner}`,
    REFERENCE: `what holds it when ${owner} does not answer`,
  }[kind];
  return {
    code: 'LINT_CROSS_PARTNER_NON_NULL',
    severity: 'WARNING',
    message: `${coordinate} may not be null, so that clients lose ${lost} when it fails`,
    coordinate,
    sources,
  };
}

const NOTHING_TO_DO = 'Nothing has to be done; look whether it is meant';

const LINT_FIXES: Readonly<Record<string, string>> = {
  LINT_NAMING: 'Rename it before clients use it',
  LINT_DESCRIPTION: 'Write what it is in a line above it, for example "The name in full."',
  LINT_DEPRECATION: 'Say what to use instead, for example @deprecated(reason: "Use fullName.")',
  LINT_SUNSET:
    'Write @deprecated(reason: "…") @sunset(date: "2030-01-31"), and to the schema @link(url: "https://joinery.example/sunset/v1.0", import: ["@sunset"]) @composeDirective(name: "@sunset")',
  LINT_SUNSET_OVERDUE: 'Take it out, if nobody uses it any more; else give it another date',
  LINT_CROSS_PARTNER_NON_NULL: 'Take the ! away, for example leader: Person',
  LINT_PERSONAL_DATA:
    'Mark it @tag(name: "personal") and protect it, for example @requiresScopes(scopes: [["people:read"]]); or mark it @tag(name: "not-personal")',
  PERSONAL_DATA_UNPROTECTED:
    'Protect it or its type, for example @authenticated or @requiresScopes(scopes: [["people:read"]])',
  DIRECTIVE_REFUSED:
    'Import directives under their own names, without as; call one of your own otherwise; link and define what gateways know as docs/partners.md and docs/deprecation.md do',
  SUPPRESS_NOT_COMPOSED:
    'Write to the schema @link(url: "https://joinery.example/suppress/v1.0", import: ["@suppress"]) @composeDirective(name: "@suppress"), and define it with all its arguments',
  SUPPRESS_INVALID: 'Let it be a number that may be null, and name counts that have @suppress themselves',
  SUPPRESS_REMOVED: 'Put @suppress back, unless the number tells nothing about people',
  SUPPRESS_RECEIVED: 'Put @suppress on it where it is a figure of people; else let no small number be told by it',
  SUPPRESS_TOLD_BY_ARGUMENT: 'Take the sorting or the condition by this count out',
};
