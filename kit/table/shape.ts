import type { SelectedField } from './selection.js';

/** A part of an answer as a table sees it: connections are lists, and names are dotted paths without `edges` and `nodes`. */
export type Shape = ValueShape | ObjectShape | ListShape;

interface Place {
  /** Dotted, from the root of the answer. */
  readonly name: string;
  /** Keys from the object around it. */
  readonly steps: readonly string[];
  readonly selected: SelectedField;
}

export interface ValueShape extends Place {
  readonly kind: 'value';
}

export interface ObjectShape extends Place {
  readonly kind: 'object';
  readonly children: readonly Shape[];
}

export interface ListShape extends Place {
  readonly kind: 'list';
  /** Of each element; one value without steps in a list of leaves. */
  readonly children: readonly Shape[];
  /** Where its elements come page by page, the connection's own field. */
  readonly connection: SelectedField | null;
  readonly isOfValues: boolean;
}

/** What a connection has besides its elements. */
const NOT_OF_ELEMENTS = new Set(['cursor', '__typename']);

/** The shapes of selected fields. */
export function shapesOf(fields: readonly SelectedField[], base = '', steps: readonly string[] = []): Shape[] {
  return fields.map((field) => shapeOf(field, base === '' ? field.key : `${base}.${field.key}`, [...steps, field.key]));
}

function shapeOf(selected: SelectedField, name: string, steps: readonly string[]): Shape {
  const { fields, listDepth } = selected;
  const place = { name, steps, selected };
  if (fields === null) return listDepth > 0 ? listOfValues(place) : { ...place, kind: 'value' };
  if (listDepth > 0)
    return { ...place, kind: 'list', children: shapesOf(fields, name), connection: null, isOfValues: false };
  const elements = elementsOf(selected);
  if (!elements) return { ...place, kind: 'object', children: shapesOf(fields, name) };
  const children = elements.field === 'edges' ? edgeShapes(elements, name) : shapesOf(elements.fields!, name);
  const list = { ...place, steps: [...steps, elements.key], selected: elements };
  return { ...list, kind: 'list', children, connection: selected, isOfValues: false };
}

function listOfValues(place: Place): ListShape {
  const children: Shape[] = [{ kind: 'value', name: place.name, steps: [], selected: place.selected }];
  return { ...place, kind: 'list', children, connection: null, isOfValues: true };
}

/** The field with the elements of a connection: https://relay.dev/graphql/connections.htm, or `nodes` beside it. */
function elementsOf({ type, fields }: SelectedField): SelectedField | undefined {
  const lists = (fields ?? []).filter(({ fields: below, listDepth }) => below !== null && listDepth > 0);
  return lists.find(
    ({ field, fields: below }) =>
      (field === 'nodes' && type.endsWith('Connection')) ||
      (field === 'edges' && below!.some((one) => one.field === 'node' && one.fields !== null)),
  );
}

function edgeShapes({ fields }: SelectedField, name: string): Shape[] {
  return fields!.flatMap((field) => {
    if (NOT_OF_ELEMENTS.has(field.field)) return [];
    if (field.field === 'node' && field.fields !== null && field.listDepth === 0)
      return shapesOf(field.fields, name, [field.key]);
    return shapesOf([field], name);
  });
}
