import type { FetchDataRewrite } from '@apollo/query-planner';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import type { Tree } from './program.js';
import { addSelected, type Selected } from './selected.js';
import type { TypeFacts } from './type-facts.js';

/** Gives back to values of an answer the names that the plan knows them by; `target` tells the type where `source` does not. */
export type Rewrite = (source: Tree, target: Tree) => void;

const ON = '... on ';

/** The renaming that a plan asks for after a fetch whose fields would have clashed; undefined when there is none. */
export function rewriter(rewrites: readonly FetchDataRewrite[], types: TypeFacts): Rewrite | undefined {
  if (rewrites.length === 0) return undefined;
  return (source, target) => {
    if (isTooDeep(source)) return;
    for (const rewrite of rewrites) {
      if (rewrite.kind === 'KeyRenamer')
        rename(source, rewrite.path, { to: rewrite.renameKeyTo, types, typeName: target['__typename'] });
    }
  };
}

/** The keys of a fetch with those that its renaming brings. */
export function withRenamed(selected: Selected, rewrites: readonly FetchDataRewrite[]): Selected {
  for (const rewrite of rewrites) {
    if (rewrite.kind !== 'KeyRenamer') continue;
    const path = rewrite.path.filter((element) => !element.startsWith(ON));
    const parent = path.slice(0, -1).reduce<Selected | undefined>((at, key) => at?.keys.get(key), selected);
    const renamed = parent?.keys.get(path.at(-1)!);
    if (parent && renamed) addSelected(parent, rewrite.renameKeyTo, renamed);
  }
  return selected;
}

interface Renaming {
  readonly to: string;
  readonly types: TypeFacts;
  /** The object's type where it bears no name itself. */
  readonly typeName: unknown;
}

function rename(value: unknown, path: readonly string[], renaming: Renaming): void {
  if (Array.isArray(value)) {
    for (const item of value) rename(item, path, renaming);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const tree = value as Tree;
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (first.startsWith(ON)) {
    const typeName = tree['__typename'] ?? renaming.typeName;
    if (typeof typeName !== 'string' || renaming.types.isOfType(typeName, first.slice(ON.length)))
      rename(tree, rest, renaming);
  } else if (rest.length > 0) {
    rename(Object.hasOwn(tree, first) ? tree[first] : undefined, rest, { ...renaming, typeName: undefined });
  } else if (Object.hasOwn(tree, first) && tree[first] !== undefined) {
    tree[renaming.to] = tree[first];
    delete tree[first];
  }
}
