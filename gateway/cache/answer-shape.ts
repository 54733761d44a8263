import { Kind, type SelectionNode, type SelectionSetNode, type TypeNode } from 'graphql';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import type { CacheRules } from './cache-rules.js';
import { isRecord } from '../../kit/is-record.js';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is whole, and has the JSON kinds that were asked for; enums and scalars of one's own have any. */
export type Fits = (value: unknown) => boolean;

type Shapes = Pick<CacheRules, 'hints' | 'possibleTypes'>;

/** What a subgraph should answer to fields of a type. */
export function compileShape(shapes: Shapes, { selections }: SelectionSetNode, typeName: string): Fits {
  const checks = selections.map((selection) => selectionCheck(shapes, selection, typeName));
  return (value) => isRecord(value) && checks.every((fits) => fits(value));
}

/** What a subgraph should answer to one representation, by what is asked below `_entities`. */
export function compileEntityShape(shapes: Shapes, { selections }: SelectionSetNode): Fits {
  const shapesOf = selections.flatMap((selection) => {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) return [];
    const { value: typeName } = selection.typeCondition.name;
    return [{ typeName, fits: compileShape(shapes, selection.selectionSet, typeName) }];
  });
  return (value) => {
    if (!isRecord(value)) return false;
    const own = shapesOf.filter(({ typeName }) => isOf(shapes, value['__typename'], typeName));
    return own.length > 0 ? own.every(({ fits }) => fits(value)) : shapesOf.some(({ fits }) => fits(value));
  };
}

function selectionCheck(shapes: Shapes, selection: SelectionNode, typeName: string): (object: Fields) => boolean {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return () => false;
  const isOptional = (selection.directives ?? []).length > 0;
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    const condition = selection.typeCondition?.name.value ?? typeName;
    const fits = compileShape(shapes, selection.selectionSet, condition);
    if (isOptional) return () => false;
    return (object) => !isOf(shapes, object['__typename'] ?? typeName, condition) || fits(object);
  }
  const key = selection.alias?.value ?? selection.name.value;
  const fits = fieldCheck(shapes, selection, typeName);
  return (object) => (Object.hasOwn(object, key) ? fits(object[key]) : isOptional);
}

function fieldCheck(shapes: Shapes, { name, selectionSet }: FieldSelection, typeName: string): Fits {
  if (name.value === '__typename') return isText;
  const field = shapes.hints.get(typeName)?.fields.get(name.value);
  if (!field) return () => false;
  return valueCheck(
    field.typeNode,
    selectionSet ? compileShape(shapes, selectionSet, field.type) : leafCheck(field.type),
  );
}

type FieldSelection = Extract<SelectionNode, { kind: Kind.FIELD }>;

function valueCheck(type: TypeNode, named: Fits): Fits {
  if (type.kind === Kind.NAMED_TYPE) return (value) => value === null || named(value);
  const inner = valueCheck(type.type, named);
  if (type.kind === Kind.NON_NULL_TYPE) return (value) => value !== null && inner(value);
  return (value) => value === null || (Array.isArray(value) && value.every(inner));
}

function leafCheck(typeName: string): Fits {
  switch (typeName) {
    case 'Int':
      return Number.isInteger;
    case 'Float':
      return (value) => typeof value === 'number';
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'String':
      return isText;
    case 'ID':
      return (value) => typeof value === 'string' || Number.isSafeInteger(value);
    default:
      return (value) => !isTooDeep(value);
  }
}

function isOf({ possibleTypes }: Shapes, typeName: unknown, condition: string): boolean {
  return typeName === condition || (typeof typeName === 'string' && possibleTypes(condition).includes(typeName));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
