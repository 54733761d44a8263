import type { FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, parseConstValue, print, stripIgnoredCharacters, visit, type ConstArgumentNode } from 'graphql';
import type { PreparedSupergraph } from '../supergraph/prepare-for-planner.js';
import { mapFetches } from './plan-fetches.js';

/**
 * Turns a plan on a prepared supergraph into one on the real subgraphs. A synthetic field is fetched as what it stands
 * for, under its own name, and sent under the real name: then an input has that as its `name` and its place in the tree
 * as its `alias`.
 */
export function restorePlan(plan: QueryPlan, prepared: PreparedSupergraph): QueryPlan {
  const isChanged = Object.keys(prepared.syntheticFields).length + Object.keys(prepared.services).length > 0;
  if (!plan.node || !isChanged) return plan;
  return { ...plan, node: mapFetches(plan.node, (fetch) => restoreFetch(fetch, prepared)) };
}

function restoreFetch(fetch: FetchNode, { syntheticFields, services }: PreparedSupergraph): FetchNode {
  const { serviceName, requires, operationName } = fetch;
  const real = services[serviceName] ?? serviceName;
  const names = Object.keys(syntheticFields).filter((name) => fetch.operation.includes(name));
  const operation = names.length > 0 ? withCalls(fetch.operation, syntheticFields) : fetch.operation;
  const isRenamed = real !== serviceName && operationName !== undefined;
  const restoredName = isRenamed ? operationName.replace(`__${serviceName}__`, `__${real}__`) : operationName;
  return {
    ...fetch,
    serviceName: real,
    operationName: restoredName,
    operation: isRenamed ? operation.replace(operationName, restoredName!) : operation,
    ...(requires ? { requires: requires.map((selection) => sentUnder(selection, syntheticFields)) } : {}),
  };
}

/** The text of an operation in which synthetic fields are called as what they stand for. */
function withCalls(operation: string, syntheticFields: PreparedSupergraph['syntheticFields']): string {
  const changed = visit(parse(operation, { noLocation: true }), {
    Field(node) {
      const call = ownValue(syntheticFields, node.name.value);
      if (!call) return undefined;
      return {
        ...node,
        alias: node.alias ?? node.name,
        name: { ...node.name, value: call.name },
        arguments: argumentsOf(call.argumentsText),
      };
    },
  });
  return stripIgnoredCharacters(print(changed));
}

/** Reads `(currency: EUR)` as the fields of an input object, which have the same form. */
function argumentsOf(text: string): ConstArgumentNode[] {
  const value = parseConstValue(`{${text.slice(1, -1)}}`, { noLocation: true });
  if (value.kind !== Kind.OBJECT) return [];
  return value.fields.map((field) => ({ kind: Kind.ARGUMENT, name: field.name, value: field.value }));
}

function sentUnder(
  selection: QueryPlanSelectionNode,
  syntheticFields: PreparedSupergraph['syntheticFields'],
): QueryPlanSelectionNode {
  const selections = selection.selections?.map((below) => sentUnder(below, syntheticFields));
  if (selection.kind === 'InlineFragment') return { ...selection, selections: selections ?? [] };
  const call = ownValue(syntheticFields, selection.name);
  return {
    ...selection,
    ...(call ? { alias: selection.alias ?? selection.name, name: call.name } : {}),
    ...(selections ? { selections } : {}),
  };
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
