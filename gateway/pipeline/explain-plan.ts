import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { Program } from '../execute/program.js';
import { printPlan } from '../plan/print-plan.js';
import type { PlanAsked } from './operation-request.js';

const kept = new WeakMap<Program, readonly QueryPlan[]>();

/** Keeps the plans of a program, for who may ask for them. */
export function keepPlans(program: Program, plans: readonly QueryPlan[]): void {
  kept.set(program, plans);
}

/**
 * The plan of a program as `extensions` of an answer, in the forms of Apollo Router and of Hive Router. There are several
 * plans only for a mutation, one after the other.
 */
export function explainPlan(program: Program, { forms }: PlanAsked): Readonly<Record<string, unknown>> {
  const nodes = (kept.get(program) ?? []).flatMap(({ node }) => node ?? []);
  const node = nodes.length > 1 ? { kind: 'Sequence' as const, nodes: nodes as PlanNode[] } : (nodes[0] ?? null);
  return Object.fromEntries(forms.map((form) => FORMS[form](node)));
}

type Root = PlanNode | SubscriptionNode | null;

const FORMS: Readonly<Record<PlanAsked['forms'][number], (node: Root) => [string, unknown]>> = {
  apollo: (node) => ['apolloQueryPlan', { object: { kind: 'QueryPlan', node }, text: printPlan(node) }],
  hive: (node) => ['queryPlan', { kind: 'QueryPlan', node }],
};
