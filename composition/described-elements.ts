import { Kind, visit, type ASTNode, type ConstDirectiveNode, type DocumentNode, type StringValueNode } from 'graphql';

/** What a supergraph says of types, fields, arguments and values, by coordinate, without saying which subgraph does. */
export type DescribedElements = ReadonlyMap<string, Described>;

interface Described {
  readonly description: StringValueNode | undefined;
  readonly directives: readonly ConstDirectiveNode[];
}

/** Directives that a supergraph has merged. */
const MERGED: ReadonlySet<string> = new Set([
  'tag',
  'inaccessible',
  'authenticated',
  'requiresScopes',
  'policy',
  'cost',
  'listSize',
  'deprecated',
]);

const DESCRIBED_KINDS: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

/** Besides the merged directives those with the names of `others` are read. */
export function describedElements(supergraph: DocumentNode, others: readonly string[] = []): DescribedElements {
  const elements = new Map<string, Described>();
  walk(supergraph, (node, coordinate) => {
    const directives = (node.directives ?? []).filter(
      ({ name }) => MERGED.has(name.value) || others.includes(name.value),
    );
    elements.set(coordinate, { description: node.description, directives });
    return undefined;
  });
  return elements;
}

/** A subgraph's schema in which each element has what is said of it, besides what it says itself. */
export function withDescribed(subgraph: DocumentNode, elements: DescribedElements): DocumentNode {
  return walk(subgraph, (node, coordinate) => {
    const found = elements.get(coordinate);
    if (!found) return undefined;
    const own = node.directives ?? [];
    const missing = found.directives.filter(({ name }) => !own.some((one) => one.name.value === name.value));
    return { ...node, description: node.description ?? found.description, directives: [...own, ...missing] };
  });
}

interface Element {
  readonly description?: StringValueNode | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** Calls back with every described element, the innermost last, and puts what is returned in its place. */
function walk(
  document: DocumentNode,
  onElement: (element: Element, coordinate: string) => Element | undefined,
): DocumentNode {
  const path: string[] = [];
  const walked: DocumentNode = visit(document, {
    enter(node: ASTNode) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION || node.kind === Kind.SCHEMA_DEFINITION) return false;
      if (DESCRIBED_KINDS.has(node.kind)) path.push((node as { name: { value: string } }).name.value);
      return undefined;
    },
    leave(node: ASTNode) {
      if (!DESCRIBED_KINDS.has(node.kind)) return undefined;
      const replaced = onElement(node as Element, path.join('.'));
      path.pop();
      return replaced;
    },
  });
  return walked;
}
