import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GatewayErrorCode } from '../errors.js';
import { requestError, type RequestError } from './request-error.js';

/** What a document may hold. Fields, aliases and directives of a fragment count each time that it is spread. */
export interface OperationLimits {
  /** Names, signs and values of its text. */
  readonly tokens: number;
  readonly operations: number;
  /** Fields and fragments as written. */
  readonly selections: number;
  /** Fields and fragments of all operations, once every fragment is spread. */
  readonly expandedSelections: number;
  /** Fields inside one another. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

/** How deep fragments may be spread in one another. */
const SPREAD_DEPTH_MAX = 100;

/**
 * Refuses a document that is over a limit. It is walked once, each fragment by itself, so that the time it takes does not
 * grow with how often fragments are spread. The document need not be valid. Gives the number of expanded selections.
 * Throws `RequestError`.
 */
export function limitShape(document: DocumentNode, limits: OperationLimits): number {
  const { operations, written } = shapesOf(document);
  const expanded = operations.reduce((sum, { selections }) => sum + selections, 0);
  const most = (read: (shape: Shape) => number) => operations.reduce((max, shape) => Math.max(max, read(shape)), 0);
  const checks: [GatewayErrorCode, number, number, string][] = [
    ['MAX_OPERATIONS_LIMIT', operations.length, limits.operations, 'operations'],
    ['MAX_SELECTIONS_LIMIT', written, limits.selections, 'fields and fragments'],
    ['MAX_DEPTH_LIMIT', most(({ depth }) => depth), limits.depth, 'levels of fields'],
    ['MAX_ROOT_FIELDS_LIMIT', most(({ fields }) => fields), limits.rootFields, 'fields of the root type'],
    ['MAX_ALIASES_LIMIT', most(({ aliases }) => aliases), limits.aliases, 'aliases'],
    ['MAX_DIRECTIVES_LIMIT', most(({ directives }) => directives), limits.directives, 'directives'],
    ['MAX_SELECTIONS_LIMIT', expanded, limits.expandedSelections, 'fields and fragments'],
  ];
  for (const [code, found, limit, what] of checks) if (found > limit) throw overLimit(code, limit, what);
  return expanded;
}

/** The refusal of a document that is over one of the limits. */
export function overLimit(code: GatewayErrorCode, limit: number, what: string): RequestError {
  return requestError(400, code, `The document has more than ${limit} ${what}. Ask for less at once`);
}

/** What the selections of one place amount to. */
interface Shape {
  readonly depth: number;
  /** Those of the place itself. */
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly selections: number;
}

const NOTHING: Shape = { depth: 0, fields: 0, aliases: 0, directives: 0, selections: 0 };

interface Measuring {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Shapes of fragments; that of a fragment which is being measured is nothing yet. */
  readonly known: Map<string, Shape>;
  spreadDepth: number;
  written: number;
}

function shapesOf({ definitions }: DocumentNode): { operations: readonly Shape[]; written: number } {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const measuring: Measuring = {
    fragments: new Map(fragments.map((node) => [node.name.value, node])),
    known: new Map(),
    spreadDepth: 0,
    written: 0,
  };
  const operations = definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => operationShape(node, measuring));
  for (const { name } of fragments) fragmentShape(name.value, measuring);
  return { operations, written: measuring.written };
}

function operationShape({ selectionSet, directives = [] }: OperationDefinitionNode, measuring: Measuring): Shape {
  const shape = shapeOf(selectionSet, measuring);
  return { ...shape, directives: shape.directives + directives.length };
}

function shapeOf({ selections }: SelectionSetNode, measuring: Measuring): Shape {
  measuring.written += selections.length;
  let { depth, fields, aliases, directives, selections: count } = NOTHING;
  for (const selection of selections) {
    const shape = selectionShape(selection, measuring);
    depth = Math.max(depth, shape.depth);
    fields += shape.fields;
    aliases += shape.aliases;
    directives += shape.directives + (selection.directives?.length ?? 0);
    count += shape.selections + 1;
  }
  return { depth, fields, aliases, directives, selections: count };
}

function selectionShape(selection: SelectionNode, measuring: Measuring): Shape {
  if (selection.kind === Kind.INLINE_FRAGMENT) return shapeOf(selection.selectionSet, measuring);
  if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentShape(selection.name.value, measuring);
  const below = selection.selectionSet ? shapeOf(selection.selectionSet, measuring) : NOTHING;
  return { ...below, depth: below.depth + 1, fields: 1, aliases: below.aliases + (selection.alias ? 1 : 0) };
}

function fragmentShape(name: string, measuring: Measuring): Shape {
  const known = measuring.known.get(name);
  if (known) return known;
  const fragment = measuring.fragments.get(name);
  if (!fragment) return NOTHING;
  measuring.known.set(name, NOTHING);
  if (++measuring.spreadDepth > SPREAD_DEPTH_MAX)
    throw overLimit('MAX_DEPTH_LIMIT', SPREAD_DEPTH_MAX, 'fragments inside one another');
  const shape = shapeOf(fragment.selectionSet, measuring);
  measuring.spreadDepth--;
  measuring.known.set(name, shape);
  return shape;
}
