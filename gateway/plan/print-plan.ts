import type { FetchNode, PlanNode, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse, print, type SelectionSetNode } from 'graphql';

/** A plan in words, in the form that Apollo's gateways print. */
export function printPlan(node: PlanNode | SubscriptionNode | null): string {
  return node === null ? 'QueryPlan {}' : block('QueryPlan', [printNode(node)]);
}

function printNode(node: PlanNode | SubscriptionNode): string {
  switch (node.kind) {
    case 'Fetch':
      return printFetch(node);
    case 'Flatten':
      return block(`Flatten(path: "${node.path.join('.')}")`, [printNode(node.node)]);
    case 'Sequence':
    case 'Parallel':
      return block(node.kind, node.nodes.map(printNode));
    case 'Subscription':
      return block('Subscription', [
        block('Primary', [printNode(node.primary)]),
        ...(node.rest ? [block('Rest', [printNode(node.rest)])] : []),
      ]);
    case 'Condition':
      return [
        ...(node.ifClause ? [block(`Include(if: $${node.condition})`, [printNode(node.ifClause)])] : []),
        ...(node.elseClause ? [block(`Skip(if: $${node.condition})`, [printNode(node.elseClause)])] : []),
      ].join(',\n');
    case 'Defer':
      return printDefer(node);
  }
}

type DeferNode = Extract<PlanNode, { kind: 'Defer' }>;

function printDefer({ primary, deferred }: DeferNode): string {
  const later = deferred.map((one) => `${section(deferredHead(one), deferredParts(one))},`);
  return section('Defer', `${section('Primary', deferredParts(primary))}, [\n${indented(later.join('\n'))}\n]`);
}

function deferredHead({ depends, queryPath, label }: DeferNode['deferred'][number]): string {
  const ids = depends.map(({ id }) => id).join(', ');
  return `Deferred(depends: [${ids}], path: "${queryPath.join('/')}"${label === undefined ? '' : `, label: "${label}"`})`;
}

function deferredParts({ subselection, node }: DeferNode['primary']): string {
  const parts = [
    ...(subselection === undefined ? [] : [print(parse(subselection))]),
    ...(node ? [printNode(node)] : []),
  ];
  return parts.join(':\n');
}

function printFetch({ serviceName, id, requires, operation }: FetchNode): string {
  const head = `Fetch(service: "${serviceName}"${id === undefined ? '' : `, id: ${id}`})`;
  const asked = print(askedBy(operation, requires !== undefined));
  const sections = requires ? `${printRequires(requires)} =>\n${asked}` : asked;
  return section(head, sections);
}

/** What an operation asks for; of entities, what it asks of each. */
function askedBy(operation: string, isOfEntities: boolean): SelectionSetNode {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`A fetch has no operation: ${operation}`);
  const { selectionSet, operation: kind } = definition;
  const [first] = selectionSet.selections;
  const entities = isOfEntities && kind === OperationTypeNode.QUERY && first?.kind === Kind.FIELD;
  return (entities ? first.selectionSet : undefined) ?? selectionSet;
}

function printRequires(requires: readonly QueryPlanSelectionNode[]): string {
  const lines = requires.map((selection) => {
    const head = selection.kind === 'Field' ? selection.name : inlineHead(selection.typeCondition);
    return selection.selections ? `${head} ${printRequires(selection.selections)}` : head;
  });
  return `{\n${indented(lines.join('\n'))}\n}`;
}

function inlineHead(typeCondition: string | undefined): string {
  return typeCondition === undefined ? '...' : `... on ${typeCondition}`;
}

function section(head: string, text: string): string {
  return `${head} {\n${indented(text)}\n}`;
}

function block(head: string, children: readonly string[]): string {
  return `${head} {\n${children.map((child) => `${indented(child)},\n`).join('')}}`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
