import type { FetchNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../supergraph/prepare/field-sets.js';
import type { SubgraphFields } from '../supergraph/prepare/subgraph-fields.js';
import { fetchesOf } from './plan-fetches.js';

/** The plan asks a subgraph for what it cannot answer. */
export class WrongPlan extends Error {}

/**
 * Checks that no fetch of a plan asks for a field that is external in its subgraph and not provided there, or for one
 * with `@requires` without what it requires: the answer would be silently wrong. Throws `WrongPlan`.
 */
export function verifyPlan({ node }: QueryPlan, fields: SubgraphFields): void {
  for (const fetch of node ? fetchesOf(node) : []) verifyFetch(fetch, fields);
}

function verifyFetch(fetch: FetchNode, fields: SubgraphFields): void {
  const operation = parse(fetch.operation, { noLocation: true }).definitions[0] as OperationDefinitionNode;
  const kind = String(fetch.operationKind);
  const rootType = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
  const { serviceName: service, requires } = fetch;
  if (!requires) return verify(operation.selectionSet, { service, fields, typeName: rootType });
  const inputs = namesOf(requires);
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD || !selection.selectionSet) continue;
    verify(selection.selectionSet, { service, fields, typeName: '_Entity', inputs });
  }
}

/**
 * Checks that no fetch of a plan demands of some objects what only others need. The inputs of all implementations become
 * those of an interface object together, so that its fields may not require different ones when several implementations
 * are asked, each for some of them. Throws `WrongPlan`.
 */
export function verifyDemands({ node }: QueryPlan, fields: SubgraphFields): void {
  for (const fetch of node ? fetchesOf(node) : []) {
    const operation = parse(fetch.operation, { noLocation: true }).definitions[0] as OperationDefinitionNode;
    for (const { selectionSet } of fetch.requires ? topFields(operation.selectionSet) : [])
      if (selectionSet) verifyDemandsOf(selectionSet, fetch, fields);
  }
}

function verifyDemandsOf({ selections }: SelectionSetNode, fetch: FetchNode, fields: SubgraphFields): void {
  for (const selection of selections) {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) continue;
    const typeName = selection.typeCondition.name.value;
    if (!fields.isInterfaceObject(fetch.serviceName, typeName)) continue;
    const asked = topFields(selection.selectionSet).map(({ name }) => name.value);
    const required = new Set(asked.map((name) => fields.get(fetch.serviceName, typeName, name)?.requires));
    if (required.size > 1 && keyedTypes(fetch, typeName, required).size > 1)
      throw new WrongPlan(`The plan demands of every ${typeName} what ${fetch.serviceName} requires of some`);
  }
}

/** The types that are sent with a key, and not only with what fields require. */
function keyedTypes(
  { requires = [] }: FetchNode,
  typeName: string,
  required: ReadonlySet<string | undefined>,
): Set<string> {
  const names = new Set(
    [...required]
      .flatMap((set) => (set === undefined ? [] : topFields(parseFieldSet(set))))
      .map(({ name }) => name.value),
  );
  const keyed = requires.filter(
    (one) =>
      one.kind === 'InlineFragment' &&
      (one.typeCondition !== typeName ||
        one.selections.some(
          (field) => field.kind === 'Field' && !names.has(field.name) && field.name !== '__typename',
        )),
  );
  return new Set(keyed.map((one) => (one.kind === 'InlineFragment' ? String(one.typeCondition) : '')));
}

interface Verifying {
  readonly service: string;
  readonly fields: SubgraphFields;
  readonly typeName: string;
  /** The names of what the objects here are sent with, nested. */
  readonly inputs?: Names;
  /** What the subgraph provides here beyond its own. */
  readonly provided?: readonly SelectionSetNode[];
}

function verify({ selections }: SelectionSetNode, place: Verifying): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      verify(selection.selectionSet, { ...place, typeName: selection.typeCondition?.name.value ?? place.typeName });
    } else if (selection.kind === Kind.FIELD && !selection.name.value.startsWith('__')) {
      verifyField(selection.name.value, selection.selectionSet, place);
    }
  }
}

function verifyField(name: string, below: SelectionSetNode | undefined, place: Verifying): void {
  const { service, fields, typeName, provided = [] } = place;
  const field = fields.get(service, typeName, name);
  const given = provided.flatMap((set) => fieldsNamed(set, name));
  if (field?.isExternal && given.length === 0)
    throw new WrongPlan(`The plan asks ${service} for ${typeName}.${name}, which is external there`);
  if (field?.requires !== undefined && !hasInputs(field.requires, place))
    throw new WrongPlan(`The plan asks ${service} for ${typeName}.${name} without what it requires`);
  if (!below) return;
  const nested = given.flatMap((one) => (one.selectionSet ? [one.selectionSet] : []));
  verify(below, {
    service,
    fields,
    typeName: fields.typeOf(typeName, name) ?? '',
    provided: field?.provides === undefined ? nested : [...nested, parseFieldSet(field.provides)],
  });
}

/** Whether what a field requires was sent with its object, or is the subgraph's own. */
function hasInputs(requires: string, { service, fields, typeName, inputs, provided = [] }: Verifying): boolean {
  const wanted = parseFieldSet(requires);
  if (inputs && isSent(wanted, inputs)) return true;
  return topFields(wanted).every(
    (one) =>
      fields.get(service, typeName, one.name.value)?.isExternal !== true ||
      provided.some((set) => fieldsNamed(set, one.name.value).length > 0),
  );
}

type Names = Map<string, Names>;

/** The names of a field set, nested; those of all types together. */
function namesOf(selections: readonly QueryPlanSelectionNode[], into: Names = new Map()): Names {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') namesOf(selection.selections, into);
    else into.set(selection.name, namesOf(selection.selections ?? [], into.get(selection.name)));
  }
  return into;
}

function isSent(wanted: SelectionSetNode, inputs: Names): boolean {
  return topFields(wanted).every(({ name, selectionSet }) => {
    const sent = inputs.get(name.value);
    return sent !== undefined && (!selectionSet || isSent(selectionSet, sent));
  });
}

function topFields({ selections }: SelectionSetNode) {
  return selections.flatMap((selection): Extract<typeof selection, { kind: Kind.FIELD }>[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? topFields(selection.selectionSet) : [];
  });
}

function fieldsNamed(set: SelectionSetNode, name: string) {
  return topFields(set).filter((field) => field.name.value === name);
}
