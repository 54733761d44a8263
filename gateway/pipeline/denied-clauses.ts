import type { Caller, RequestContext } from '../request-context.js';
import type { Clause, Protections } from '../supergraph/protection/protections.js';
import type { PolicyJudge } from './judge-policies.js';

/** Who asks, and how. */
export interface Asker {
  /** Null for nobody in particular. */
  readonly caller: Caller | null;
  readonly context: RequestContext;
}

/** What decides which clauses hold. */
export interface Authorisation {
  /** The scopes of a caller who does not say who they are. */
  readonly anonymousScopes: ReadonlySet<string>;
  readonly policies: PolicyJudge;
}

const NONE: readonly string[] = [];

/** Which of some clauses do not hold for who asks, in their order; a promise only when a policy has to be asked for. */
export function deniedClauses(
  names: readonly string[],
  { clauses }: Protections,
  asker: Asker,
  { anonymousScopes, policies }: Authorisation,
): readonly string[] | Promise<readonly string[]> {
  const scopes = asker.caller?.scopes ?? anonymousScopes;
  const wanted = policiesOf(names, clauses);
  const judged = wanted.length === 0 ? NOTHING_GRANTED : policies.judge(wanted, asker);
  const denied = (granted: ReadonlySet<string>): readonly string[] => {
    const failed = names.filter((name) => !holds(clauses[name]!, { isKnown: asker.caller !== null, scopes, granted }));
    return failed.length === 0 ? NONE : failed;
  };
  return judged instanceof Promise ? judged.then(denied) : denied(judged);
}

const NOTHING_GRANTED: ReadonlySet<string> = new Set();

interface Rights {
  readonly isKnown: boolean;
  readonly scopes: ReadonlySet<string>;
  /** The policies that let the caller. */
  readonly granted: ReadonlySet<string>;
}

function holds(clause: Clause, { isKnown, scopes, granted }: Rights): boolean {
  if (clause.kind === 'authenticated') return isKnown;
  const held = clause.kind === 'scopes' ? scopes : granted;
  return clause.anyOf.some((all) => all.every((one) => held.has(one)));
}

function policiesOf(names: readonly string[], clauses: Protections['clauses']): string[] {
  const found = names.flatMap((name) => {
    const clause = clauses[name]!;
    return clause.kind === 'policies' ? clause.anyOf.flat() : [];
  });
  return [...new Set(found)];
}
