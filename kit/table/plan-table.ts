import type { SelectedField } from './selection.js';
import { shapesOf, type ListShape, type Shape } from './shape.js';

/** What becomes of a list inside the elements of a table: more rows, one text, or a number. */
export type ListMode = 'explode' | 'join' | 'count';

/** A list of an answer that can be a table, or the whole answer where it has no list. */
export interface TableChoice {
  /** The list's dotted name; empty for the whole answer. */
  readonly name: string;
  /** How many lists it lies in. */
  readonly depth: number;
  /** The connection's field, where its elements come page by page. */
  readonly connection: SelectedField | null;
  /** The field with the elements; null for the whole answer. */
  readonly list: SelectedField | null;
  /** Keys from the root of the answer to the connection or list, without indices. */
  readonly path: readonly string[];
}

export interface TableOptions {
  /** The name of the list; `defaultTable` when left out. */
  readonly table?: string;
  /** What becomes of lists inside the elements, by their dotted name from the root; joined when not named. */
  readonly lists?: Readonly<Record<string, ListMode>>;
  /** Whether what lies around the list is repeated in every row; it is unless said otherwise. */
  readonly parents?: boolean;
}

export interface Column {
  /** Dotted, from the table's element on; of what lies around the list, from the root on. */
  readonly name: string;
  /** The name of the GraphQL type; `Int` for a count. */
  readonly type: string;
  /** The type and field that the values come from; aliases do not change them. */
  readonly parentType: string;
  readonly field: string;
  /** How a list became one cell; null for a plain value. */
  readonly list: 'join' | 'count' | null;
}

/** How to make rows of an answer. Plain data. */
export interface TablePlan {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly levels: readonly Level[];
  /** The lists inside the elements, by their dotted names from the root: those for which `lists` may say what they become. */
  readonly innerLists: readonly string[];
}

/** An object that rows take cells from: the answer itself, then the elements of a list inside an object of a level before. */
export interface Level {
  /** Which level the list starts from; -1 for the answer itself. */
  readonly from: number;
  /** Keys to the list. */
  readonly steps: readonly string[];
  /** Whether a row stays where the list is empty. */
  readonly isOptional: boolean;
  readonly cells: readonly CellPlan[];
}

export interface CellPlan {
  readonly column: number;
  readonly steps: readonly string[];
  /** Where the reason stands for which the value may be suppressed. */
  readonly reason: readonly string[] | null;
  /** For a list that becomes one cell: how its elements lead to values. */
  readonly list: InnerList | null;
}

export interface InnerList {
  readonly mode: 'join' | 'count';
  /** Keys from element to element of lists inside one another. */
  readonly inner: readonly (readonly string[])[];
  readonly reason: readonly string[] | null;
}

/** The whole answer as one row, in which every list becomes one cell. */
export const WHOLE_ANSWER: TableChoice = { name: '', depth: 0, connection: null, list: null, path: [] };

const REASONS = new Set(['suppressed', 'suppressedReason', 'suppressionReason']);

/** The lists of an answer that can be tables, in the order of the selection; the whole answer when there is none. */
export function tablesOf(fields: readonly SelectedField[]): readonly TableChoice[] {
  const found = listsIn(shapesOf(fields), 0, []);
  return found.length > 0 ? found : [WHOLE_ANSWER];
}

/** The table that an answer is about: of the outermost lists the first that comes in pages, or else the first. */
export function defaultTable(tables: readonly TableChoice[]): TableChoice {
  const outermost = tables.filter(({ depth }) => depth === 0);
  const isPaged = ({ connection }: TableChoice) => connection?.fields?.some(({ field }) => field === 'pageInfo');
  return outermost.find(isPaged) ?? outermost.find(({ connection }) => connection !== null) ?? outermost[0]!;
}

/** Plans the table of one list, or of the whole answer; undefined when the selection has no such list. */
export function planTable(fields: readonly SelectedField[], options: TableOptions = {}): TablePlan | undefined {
  const tables = tablesOf(fields);
  const name = options.table ?? defaultTable(tables).name;
  if (name !== '' && !tables.some((table) => table.name === name)) return undefined;
  const planning: Planning = { options, table: name, names: new Set(), columns: [], levels: [], innerLists: [] };
  planning.levels.push({ from: -1, steps: [], isOptional: false, cells: [] });
  visit(shapesOf(fields), { level: 0, steps: [], isInTable: name === '', reason: null }, planning);
  const { columns, levels, innerLists } = planning;
  return { name, columns, levels, innerLists };
}

function listsIn(shapes: readonly Shape[], depth: number, path: readonly string[]): TableChoice[] {
  return shapes.flatMap((shape): TableChoice[] => {
    if (shape.kind === 'value') return [];
    const here = [...path, ...shape.steps];
    if (shape.kind === 'object') return listsIn(shape.children, depth, here);
    if (shape.isOfValues) return [];
    const { name, connection, selected: list } = shape;
    const own = { name, depth, connection, list, path: connection ? here.slice(0, -1) : here };
    return [own, ...listsIn(shape.children, depth + 1, here)];
  });
}

interface MutableLevel extends Level {
  readonly cells: CellPlan[];
}

interface Planning {
  readonly options: TableOptions;
  readonly table: string;
  readonly names: Set<string>;
  readonly columns: Column[];
  readonly levels: MutableLevel[];
  readonly innerLists: string[];
}

interface Position {
  readonly level: number;
  readonly steps: readonly string[];
  readonly isInTable: boolean;
  readonly reason: readonly string[] | null;
}

function visit(shapes: readonly Shape[], position: Position, planning: Planning): void {
  const reason = reasonIn(shapes, position.steps);
  for (const shape of shapes) {
    const steps = [...position.steps, ...shape.steps];
    if (shape.kind === 'object') visit(shape.children, { ...position, steps }, planning);
    else if (shape.kind === 'list') visitList(shape, { ...position, steps }, planning);
    else if (position.isInTable || planning.options.parents !== false) {
      const own = isReason(shape) ? null : reason;
      addCell(planning, position, { shape, steps, reason: own, list: null });
    }
  }
}

function visitList(shape: ListShape, position: Position, planning: Planning): void {
  const { table, options } = planning;
  if (position.isInTable) {
    planning.innerLists.push(shape.name);
    const given = options.lists;
    const mode = given && Object.hasOwn(given, shape.name) ? given[shape.name]! : 'join';
    if (mode === 'explode') descend(shape, position, planning);
    else addInner(shape, mode, position, planning);
  } else if (shape.name === table) descend(shape, { ...position, isInTable: true }, planning, false);
  else if (table.startsWith(`${shape.name}.`)) descend(shape, position, planning, false);
  else if (shape.isOfValues && options.parents !== false) addInner(shape, 'join', position, planning);
}

function descend(shape: ListShape, position: Position, planning: Planning, isOptional = true): void {
  const level = planning.levels.length;
  planning.levels.push({ from: position.level, steps: position.steps, isOptional, cells: [] });
  visit(shape.children, { ...position, level, steps: [] }, planning);
}

/** A list that becomes cells: one with its count, or one for every value of its elements. */
function addInner(shape: ListShape, mode: 'join' | 'count', position: Position, planning: Planning): void {
  const { steps } = position;
  if (mode === 'count') {
    addCell(planning, position, { shape, steps, reason: null, list: { mode, inner: [], reason: null } });
    return;
  }
  const values = (shapes: readonly Shape[], inner: readonly (readonly string[])[], before: readonly string[]): void => {
    const reason = reasonIn(shapes, before);
    for (const child of shapes) {
      const here = [...before, ...child.steps];
      if (child.kind === 'object') values(child.children, inner, here);
      else if (child.kind === 'list') {
        planning.innerLists.push(child.name);
        values(child.children, [...inner, here], []);
      } else {
        const list = { mode, inner: [...inner, here], reason: isReason(child) ? null : reason } as const;
        addCell(planning, position, { shape: child, steps, reason: null, list });
      }
    }
  };
  values(shape.children, [], []);
}

interface NewCell {
  readonly shape: Shape;
  readonly steps: readonly string[];
  readonly reason: readonly string[] | null;
  readonly list: InnerList | null;
}

function addCell(planning: Planning, { level, isInTable }: Position, { shape, steps, reason, list }: NewCell): void {
  const { table, columns, levels, names } = planning;
  const { selected } = shape;
  const isOfElement = isInTable && shape.name.startsWith(`${table}.`);
  const name = uniqueName(names, isOfElement ? shape.name.slice(table.length + 1) : shape.name);
  const type = list?.mode === 'count' ? 'Int' : selected.type;
  levels[level]!.cells.push({ column: columns.length, steps, reason, list });
  columns.push({ name, type, parentType: selected.parentType, field: selected.field, list: list?.mode ?? null });
}

function uniqueName(names: Set<string>, wanted: string): string {
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted} (${number})`;
  names.add(name);
  return name;
}

function reasonIn(shapes: readonly Shape[], steps: readonly string[]): readonly string[] | null {
  const found = shapes.find(isReason);
  return found ? [...steps, ...found.steps] : null;
}

function isReason(shape: Shape): boolean {
  return shape.kind === 'value' && REASONS.has(shape.selected.field);
}
