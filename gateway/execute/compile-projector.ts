import { isTooDeep } from '../subgraph-client/json-depth.js';
import { generate, property, quoted, read } from './generate.js';
import type { Tree } from './program.js';
import type { AnyObjectShape, LeafKind, LeafShape, ListShape, ObjectShape, Shape } from './projection.js';

/**
 * Shapes a tree into an answer; `introspected` holds the values of introspection fields by response key. Undefined when
 * a value breaks its type: then the exact way must be gone.
 */
export type Projector = (tree: Tree, introspected: Tree) => Tree | undefined;

/**
 * Compiles a projector: generated code that builds objects of constant form in the client's order. It handles what
 * well-behaved subgraphs send, nulls in nullable places included, and gives up at the first value that breaks a type, so
 * that it needs neither paths nor errors.
 */
export function compileProjector(shape: ObjectShape): Projector {
  const unit: Unit = { functions: [], scope: { isTooDeep }, count: 0 };
  const name = objectFunction(shape, unit);
  return generate<Projector>(`(() => { ${unit.functions.join('\n')} return ${name}; })()`, unit.scope);
}

/** Functions that are generated together. */
interface Unit {
  readonly functions: string[];
  readonly scope: Record<string, unknown>;
  count: number;
}

const CHECKS: Readonly<Record<Exclude<LeafKind, 'ID' | 'enum'>, string>> = {
  Int: `typeof v === 'number' && (v | 0) === v`,
  Float: `typeof v === 'number' && v - v === 0`,
  String: `typeof v === 'string'`,
  Boolean: `typeof v === 'boolean'`,
  custom: `v !== null && v !== undefined && (typeof v !== 'number' || v - v === 0) && !isTooDeep(v)`,
};

function objectFunction(shape: ObjectShape, unit: Unit): string {
  const name = `object${unit.count++}`;
  const lines: string[] = [];
  const properties = shape.fields.map((field, index) => {
    if (field.kind === 'typename') return property(field.key, quoted(shape.typeName));
    // Only the exact way can tell what is missing or withheld.
    if (field.kind === 'missing' || field.kind === 'withheld') lines.push('return undefined;');
    if (field.kind !== 'value') return property(field.key, read('introspected', field.key));
    lines.push(`v = ${read('tree', field.source)}; let r${index};`, convert(field.shape, `r${index}`, unit));
    return property(field.key, `r${index}`);
  });
  unit.functions.push(
    `function ${name}(tree, introspected) { let v; ${lines.join('\n')} return { ${properties.join(', ')} }; }`,
  );
  return name;
}

/** Text that turns the value `v` into `result`, or leaves the function with undefined. */
function convert(shape: Shape, result: string, unit: Unit): string {
  const whenNull = shape.nullable ? `if (v === null || v === undefined) ${result} = null; else ` : '';
  switch (shape.kind) {
    case 'leaf':
      return leafText(shape, result, unit);
    case 'list':
      return `${whenNull}{ ${result} = ${listFunction(shape, unit)}(v); if (${result} === undefined) return undefined; }`;
    case 'object':
      return `${whenNull}{ ${result} = ${anyObjectFunction(shape, unit)}(v); if (${result} === undefined) return undefined; }`;
  }
}

function leafText(shape: LeafShape, result: string, unit: Unit): string {
  const otherwise = shape.nullable
    ? `else if (v === null || v === undefined) ${result} = null; else return undefined;`
    : 'else return undefined;';
  if (shape.leaf === 'ID') {
    return `if (typeof v === 'string') ${result} = v; else if (Number.isSafeInteger(v)) ${result} = String(v); ${otherwise}`;
  }
  if (shape.leaf === 'enum') {
    const values = `values${unit.count++}`;
    unit.scope[values] = shape.values;
    return `if (${values}.has(v)) ${result} = v; ${otherwise}`;
  }
  return `if (${CHECKS[shape.leaf]}) ${result} = v; ${otherwise}`;
}

function listFunction(shape: ListShape, unit: Unit): string {
  const name = `list${unit.count++}`;
  const item = convert(shape.item, 'r', unit);
  unit.functions.push(
    `function ${name}(list) {
      if (!Array.isArray(list)) return undefined;
      const out = new Array(list.length);
      for (let i = 0; i < list.length; i++) { let v = list[i], r; ${item} out[i] = r; }
      return out;
    }`,
  );
  return name;
}

/** A function for a value whose declared type may be concrete, or abstract and told by `__typename`. */
function anyObjectFunction(shape: AnyObjectShape, unit: Unit): string {
  const name = `any${unit.count++}`;
  const test = `if (typeof v !== 'object' || v === null || Array.isArray(v)) return undefined; const type = v.__typename;`;
  if (!shape.isAbstract) {
    const project = objectFunction(shape.shapeOf(shape.declared)!, unit);
    const typed = `if (type !== undefined && type !== ${quoted(shape.declared)}) return undefined;`;
    unit.functions.push(`function ${name}(v) { ${test} ${typed} return ${project}(v); }`);
  } else {
    unit.scope[`${name}Of`] = projectorsByType(shape);
    unit.functions.push(
      `function ${name}(v) { ${test} const project = ${name}Of(type ?? ${quoted(shape.declared)}); return project === undefined ? undefined : project(v); }`,
    );
  }
  return name;
}

/** Compiles the projector of a concrete type when that type first comes. */
function projectorsByType({ shapeOf }: AnyObjectShape) {
  const made = new Map<string, Projector>();
  return (typeName: unknown): Projector | undefined => {
    if (typeof typeName !== 'string') return undefined;
    const known = made.get(typeName);
    if (known) return known;
    const shape = shapeOf(typeName);
    if (!shape) return undefined;
    const projector = compileProjector(shape);
    made.set(typeName, projector);
    return projector;
  };
}
