import { Kind, parse, type FieldNode, type SelectionSetNode } from 'graphql';
import type { FetchNode, PlanNode, Required } from './plan-node.js';

/** What a fetch asks a subgraph for. */
export interface FetchFacts {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The fields at the top, without those that only find things again. */
  readonly fields: readonly string[];
  /** What objects are found by; empty for a fetch of the root. */
  readonly by: readonly string[];
}

const UNSAID = new Set(['__typename']);

export function readFetch({ serviceName, operation, operationKind, requires }: FetchNode): FetchFacts {
  const definition = parse(operation, { noLocation: true }).definitions[0];
  const selectionSet = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined;
  const kind = operationKind === 'mutation' || operationKind === 'subscription' ? operationKind : 'query';
  const top = fieldsOf(selectionSet);
  const fields = requires ? top.flatMap((field) => fieldsOf(field.selectionSet)) : top;
  return {
    subgraph: serviceName,
    kind,
    fields: distinct(fields.map(({ name }) => name.value)),
    by: distinct((requires ?? []).flatMap(namesOf)),
  };
}

/** The field that each response name of a plan's operations stands for. */
export function fieldNames(node: PlanNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (selectionSet: SelectionSetNode | undefined): void => {
    for (const field of fieldsOf(selectionSet)) {
      if (field.alias) names.set(field.alias.value, field.name.value);
      add(field.selectionSet);
    }
  };
  for (const fetch of fetchesOf(node)) {
    for (const definition of parse(fetch.operation, { noLocation: true }).definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION) add(definition.selectionSet);
  }
  return names;
}

/** Every fetch of a plan, in the order in which it is written. */
export function fetchesOf(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return fetchesOf(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesOf);
    case 'Subscription':
      return [node.primary, ...(node.rest ? fetchesOf(node.rest) : [])];
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((clause) => (clause ? fetchesOf(clause) : []));
    case 'Defer':
      return [node.primary, ...node.deferred].flatMap((part) => (part.node ? fetchesOf(part.node) : []));
  }
}

function fieldsOf(selectionSet: SelectionSetNode | undefined): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return UNSAID.has(selection.name.value) ? [] : [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

function namesOf({ kind, name, selections = [] }: Required): string[] {
  const below = selections.flatMap(namesOf);
  if (kind === 'InlineFragment') return below;
  if (name === undefined || UNSAID.has(name)) return [];
  return below.length > 0 ? below.map((field) => `${name}.${field}`) : [name];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
