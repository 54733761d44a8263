/** A query plan as gateways show it in `extensions.apolloQueryPlan.object` or `extensions.queryPlan`. */
export type PlanNode =
  | FetchNode
  | { readonly kind: 'Flatten'; readonly path: readonly (string | number)[]; readonly node: PlanNode }
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'Subscription'; readonly primary: FetchNode; readonly rest?: PlanNode }
  | {
      readonly kind: 'Condition';
      readonly condition: string;
      readonly ifClause?: PlanNode;
      readonly elseClause?: PlanNode;
    }
  | DeferNode;

export interface FetchNode {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  readonly id?: string;
  readonly operation: string;
  readonly operationKind?: string;
  readonly requires?: readonly Required[];
}

/** What of an object is sent, so that a subgraph finds it. */
export interface Required {
  readonly kind: 'Field' | 'InlineFragment';
  readonly name?: string;
  readonly typeCondition?: string;
  readonly selections?: readonly Required[];
}

export interface DeferNode {
  readonly kind: 'Defer';
  readonly primary: { readonly node?: PlanNode };
  readonly deferred: readonly {
    readonly depends: readonly { readonly id: string }[];
    readonly queryPath: readonly (string | number)[];
    readonly node?: PlanNode;
  }[];
}

/** The plan in the extensions of an answer; null for an operation that asks no subgraph, undefined when there is none. */
export function planOf(extensions: Readonly<Record<string, unknown>>): PlanNode | null | undefined {
  const apollo = (extensions['apolloQueryPlan'] as { object?: Plan } | undefined)?.object;
  const plan = apollo ?? (extensions['queryPlan'] as Plan | undefined);
  return plan && (plan.node ?? null);
}

interface Plan {
  readonly node?: PlanNode | null;
}
