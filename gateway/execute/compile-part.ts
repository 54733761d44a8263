import { generate, quoted, read, write } from './generate.js';
import { isRecord } from '../../kit/is-record.js';
import type { Take, Tree, Visit } from './program.js';
import type { Providers, Selected } from './selected.js';
import type { TypeFacts } from './type-facts.js';

/** Compiles the walk to the objects at a path, in which `@` stands for each item of a list. */
export function compileVisit(path: readonly string[], tellsAround: boolean): Visit {
  if (path.length === 0) return (root, found) => found(root, []);
  const around = tellsAround ? [] : null;
  return generate<Visit>(`(root, found) => { ${walk({ object: 'root', path, around, depth: 0 })} }`);
}

interface Walking {
  /** The name of the value that the walk has come to. */
  readonly object: string;
  readonly path: readonly string[];
  /** The names of the objects above it; null when nobody asks. */
  readonly around: readonly string[] | null;
  readonly depth: number;
}

function walk({ object, path, around, depth }: Walking): string {
  const [first, ...rest] = path;
  const value = `v${depth}`;
  if (first === undefined)
    return `if (${isObject(object)}) found(${object}${around ? `, [${around.join(', ')}]` : ''});`;
  if (first === '@') {
    const item = walk({ object: value, path: rest, around, depth: depth + 1 });
    return `if (Array.isArray(${object})) for (let i${depth} = 0; i${depth} < ${object}.length; i${depth}++) {
      const ${value} = ${object}[i${depth}]; ${item} }`;
  }
  const below = walk({ object: value, path: rest, around: around && [...around, object], depth: depth + 1 });
  return `if (${isObject(object)}) { const ${value} = ${read(object, first)}; ${below} }`;
}

function isObject(name: string): string {
  return `typeof ${name} === 'object' && ${name} !== null && !Array.isArray(${name})`;
}

interface Taken {
  readonly path: readonly string[];
  readonly providers: Providers;
  readonly types: TypeFacts;
}

/** Compiles the copying of what a fetch asked for. Objects that another one brings too are merged, others adopted. */
export function compileTake(selected: Selected, { path, providers, types }: Taken): Take {
  const { isObjectType } = types;
  const scope: Record<string, unknown> = { merge, isObjectType };
  const lines = [...selected.keys].map(([key, nested], index) => {
    // A subgraph that knows an interface as an object says the interface's name, which must not hide the concrete one.
    if (key === '__typename') return `value = source.__typename; if (isObjectType(value)) target.__typename = value;`;
    const isShared = nested.keys.size > 0 && providers.count(path, key) > 1;
    if (isShared) scope[`s${index}`] = nested;
    const value = isShared ? `merge(${read('target', key)}, value, s${index}, isObjectType)` : 'value';
    return `value = ${read('source', key)}; if (value !== undefined) ${write('target', key, value)};`;
  });
  return generate<Take>(`(target, source) => { let value; ${lines.join('\n')} }`, scope);
}

/** Compiles the emptying of the keys that only this fetch may fill, so that nobody else's surplus is ever read. */
export function compileClear(
  selected: Selected,
  path: readonly string[],
  providers: Providers,
): (target: Tree) => void {
  const keys = [...selected.keys.keys()].filter((key) => key !== '__typename' && providers.count(path, key) === 1);
  return generate(
    `(target) => { ${keys.map((key) => `if (${quoted(key)} in target) ${write('target', key, 'undefined')};`).join(' ')} }`,
  );
}

/** Joins two subgraphs' values of one field: the later adds the keys it was asked for. */
function merge(
  existing: unknown,
  incoming: unknown,
  selected: Selected,
  isObjectType: TypeFacts['isObjectType'],
): unknown {
  if (Array.isArray(existing) && Array.isArray(incoming)) {
    if (existing.length !== incoming.length) return incoming;
    return existing.map((item, index) => merge(item, incoming[index], selected, isObjectType));
  }
  if (!isRecord(existing) || !isRecord(incoming)) return incoming ?? existing ?? null;
  for (const [key, nested] of selected.keys) {
    if (!Object.hasOwn(incoming, key)) continue;
    if (key === '__typename' && !isObjectType(incoming[key])) continue;
    const value = Object.hasOwn(existing, key)
      ? merge(existing[key], incoming[key], nested, isObjectType)
      : incoming[key];
    Object.defineProperty(existing, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return existing;
}
