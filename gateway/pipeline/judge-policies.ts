import { claimAt } from './claim-at.js';
import type { Asker } from './denied-clauses.js';

/** Says which policies let a caller. */
export interface PolicyJudge {
  /** Those of some policies that hold; what cannot be judged does not hold. Never rejects. */
  judge(names: readonly string[], asker: Asker): ReadonlySet<string> | Promise<ReadonlySet<string>>;
}

/** A condition on a caller: a claim with one test, or purposes of use. */
export interface PolicyCondition {
  readonly claim?: string | undefined;
  readonly equals?: Scalar | undefined;
  readonly contains?: Scalar | undefined;
  readonly oneOf?: readonly Scalar[] | undefined;
  readonly purpose?: readonly string[] | undefined;
}

type Scalar = string | number | boolean;

export type PolicyRules = Readonly<Record<string, readonly PolicyCondition[]>>;

/** Judges by rules, and asks `others` about policies for which there is none; without, those never hold. */
export function createPolicyJudge(rules: PolicyRules, others: PolicyJudge | null): PolicyJudge {
  return {
    judge(names, asker) {
      const known = names.filter((name) => Object.hasOwn(rules, name));
      const granted = known.filter((name) => rules[name]!.every((condition) => holds(condition, asker)));
      const asked = others ? names.filter((name) => !known.includes(name)) : [];
      if (asked.length === 0) return new Set(granted);
      const judged = others!.judge(asked, asker);
      return judged instanceof Promise
        ? judged.then((more) => new Set([...granted, ...more]))
        : new Set([...granted, ...judged]);
    },
  };
}

function holds({ claim, equals, contains, oneOf, purpose }: PolicyCondition, { caller, context }: Asker): boolean {
  if (purpose !== undefined)
    return context.purpose !== null && (purpose.includes('*') || purpose.includes(context.purpose));
  const value = caller && claimAt(caller.claims, claim!);
  if (equals !== undefined) return value === equals;
  if (oneOf !== undefined) return oneOf.some((one) => value === one);
  return typeof value === 'string'
    ? value.split(' ').includes(String(contains))
    : Array.isArray(value) && value.includes(contains);
}
