import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../supergraph/prepare/field-sets.js';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import { generate, quoted, read } from './generate.js';
import type { Tree } from './program.js';
import type { TypeFacts } from './type-facts.js';

export interface RepresentInput {
  /** The subgraph to which they are sent. */
  readonly subgraph: string;
  readonly requires: readonly QueryPlanSelectionNode[];
  readonly rewrites: readonly FetchDataRewrite[];
  readonly types: TypeFacts;
}

type Represent = (target: Tree) => string | null;

/**
 * Compiles how an object becomes a representation for `_entities`: JSON text, or null where its type does not fit or an
 * input never arrived. A writer is made for each concrete type when it first comes.
 */
export function compileRepresent(inputs: RepresentInput): Represent {
  const writers = new Map<string, Represent>();
  let lastType: unknown;
  let lastWriter: Represent | undefined;
  return (target) => {
    const typeName = target['__typename'];
    if (typeName === lastType && lastWriter) return lastWriter(target);
    if (typeof typeName !== 'string') return null;
    let writer = writers.get(typeName);
    if (!writer) {
      writer = compileWriter(typeName, inputs);
      // Type names come from subgraphs; only those of the supergraph are worth keeping.
      if (writers.size < 1_000) writers.set(typeName, writer);
    }
    lastType = typeName;
    lastWriter = writer;
    return writer(target);
  };
}

function compileWriter(typeName: string, { subgraph, requires, rewrites, types }: RepresentInput): Represent {
  const fields = fieldsOf(requires, typeName, types);
  const sentName = rewrittenTypeName(typeName, rewrites, types);
  // The planner may give a type the inputs of its interface and the key to another type alone.
  const keys = types.keysOf(subgraph, sentName).map(parseFieldSet);
  const hasKey = keys.some((key) => isCovered(key, [...fields.values()]));
  if (!fields.has('__typename') || !hasKey) return () => null;
  fields.delete('__typename');
  const keyNames = new Set(keys.flatMap(({ selections }) => selections.map(nameOf)));
  const nested: Record<string, NestedWriter> = {};
  const lines = [...fields].map(([key, { sentAs, selections }], index) => {
    if (selections) nested[`nested${index}`] = nestedWriter(selections, types);
    const writer = selections ? `nested${index}` : types.hasCustomScalar(typeName, key) ? 'anything' : 'leaf';
    const label = quoted(`,${JSON.stringify(sentAs)}:`);
    const refusal = `if (isTooDeep(value)${keyNames.has(sentAs) ? ' || mayBeRounded(value)' : ''}) return null;`;
    return `value = ${read('target', key)}; ${refusal} piece = ${writer}(value); if (piece === null) return null; text += ${label} + piece;`;
  });
  return generate<Represent>(
    `(target) => { let value, piece, text = ${quoted(`{"__typename":${JSON.stringify(sentName)}`)}; ${lines.join('\n')} return text + '}'; }`,
    { leaf, anything, isTooDeep, mayBeRounded, ...nested },
  );
}

function nameOf(selection: SelectionNode): string {
  return selection.kind === Kind.FIELD ? selection.name.value : '';
}

/** Whether a key is a number that its neighbours are read as too, so that it may lead to another entity. */
function mayBeRounded(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** The text of a built-in scalar or an enum value, or of a list of them; null where it is missing or an object. */
function leaf(value: unknown): string | null {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return joined(value.map(leaf), '[', ']');
  return value === undefined || (typeof value === 'object' && value !== null) ? null : JSON.stringify(value);
}

/** The text of a custom scalar, which may be of any shape; null where it is missing. */
function anything(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export interface InputField {
  /** Its name in the representation. */
  readonly sentAs: string;
  /** What is sent of it; null for a leaf. */
  readonly selections: readonly QueryPlanSelectionNode[] | null;
}

/** The fields of a concrete type by their keys in the tree. */
export function fieldsOf(
  selections: readonly QueryPlanSelectionNode[],
  typeName: string | null,
  types: TypeFacts,
  into = new Map<string, InputField>(),
): Map<string, InputField> {
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const key = selection.alias ?? selection.name;
      const nested = selection.selections && [...(into.get(key)?.selections ?? []), ...selection.selections];
      into.set(key, { sentAs: selection.name, selections: nested ?? null });
    } else if (
      selection.typeCondition === undefined ||
      (typeName !== null && types.isOfType(typeName, selection.typeCondition))
    ) {
      fieldsOf(selection.selections, typeName, types, into);
    }
  }
  return into;
}

/** Whether inputs have every field of a key. */
export function isCovered({ selections }: SelectionSetNode, fields: readonly InputField[]): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return true;
    const field = fields.find(({ sentAs }) => sentAs === selection.name.value);
    return field !== undefined && (!selection.selectionSet || isCovered(selection.selectionSet, below(field)));
  });
}

/** What is sent of a field, for all types together. */
function below({ selections }: InputField): InputField[] {
  return (selections ?? []).flatMap((selection) =>
    selection.kind === 'Field'
      ? [{ sentAs: selection.name, selections: selection.selections ?? null }]
      : below({ sentAs: '', selections: selection.selections }),
  );
}

/** A key of an interface goes to a subgraph that knows only the interface: there the object bears the interface's name. */
function rewrittenTypeName(typeName: string, rewrites: readonly FetchDataRewrite[], types: TypeFacts): string {
  for (const rewrite of rewrites) {
    const [condition, field, ...more] = rewrite.path;
    const onType = condition?.startsWith('... on ') ? condition.slice('... on '.length) : undefined;
    const isTypeName =
      rewrite.kind === 'ValueSetter' && onType !== undefined && field === '__typename' && more.length === 0;
    if (!isTypeName) throw new Error(`Unknown rewrite of an input at ${rewrite.path.join('.')}`);
    if (types.isOfType(typeName, onType)) return String(rewrite.setValueTo);
  }
  return typeName;
}

type NestedWriter = (value: unknown) => string | null;

/** Nested inputs are rare and of any depth and type, so they are written by walking, not by generated text. */
function nestedWriter(selections: readonly QueryPlanSelectionNode[], types: TypeFacts): NestedWriter {
  const writeValue: NestedWriter = (value) => {
    if (value === null) return 'null';
    if (Array.isArray(value)) return joined(value.map(writeValue), '[', ']');
    if (!isObject(value)) return null;
    const typeName = typeof value['__typename'] === 'string' ? value['__typename'] : null;
    const pieces = [...fieldsOf(selections, typeName, types)].map(([key, { sentAs, selections: nested }]) => {
      const field = Object.hasOwn(value, key) ? value[key] : undefined;
      const piece = nested === null ? anything(field) : nestedWriter(nested, types)(field);
      return piece === null ? null : `${JSON.stringify(sentAs)}:${piece}`;
    });
    return joined(pieces, '{', '}');
  };
  return writeValue;
}

function joined(pieces: readonly (string | null)[], open: string, close: string): string | null {
  return pieces.includes(null) ? null : open + pieces.join(',') + close;
}

function isObject(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
