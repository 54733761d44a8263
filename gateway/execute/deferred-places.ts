import type { ErrorPath } from './graphql-error.js';
import { isRecord } from '../../kit/is-record.js';
import type { Tree } from './program.js';
import type { ObjectShape, Shape } from './projection.js';

/** An object for which a deferred block has to be answered. */
export interface DeferredPlace {
  readonly block: number;
  readonly shape: ObjectShape;
  /** Where the object stands in the answer. */
  readonly path: ErrorPath;
  readonly tree: Tree;
}

/**
 * Finds the objects of an answer of which parts are deferred. It walks what the client was sent, so that nothing is
 * sent for a place that became null.
 */
export function deferredPlaces(
  shape: ObjectShape,
  tree: Tree,
  { data, path }: { data: Tree; path: ErrorPath },
): DeferredPlace[] {
  const found: DeferredPlace[] = [];
  const walkObject = (object: ObjectShape, source: Tree, sent: Tree, at: ErrorPath): void => {
    for (const { block, shape: deferred } of object.deferred)
      found.push({ block, shape: deferred(), path: at, tree: source });
    for (const field of object.fields) {
      if (field.kind !== 'value' || !field.defers) continue;
      walk(field.shape, ownValue(source, field.source), ownValue(sent, field.key), [...at, field.key]);
    }
  };
  const walk = (of: Shape, source: unknown, sent: unknown, at: ErrorPath): void => {
    if (of.kind === 'list' && Array.isArray(source) && Array.isArray(sent)) {
      sent.forEach((item, index) => walk(of.item, source[index], item, [...at, index]));
    } else if (of.kind === 'object' && isRecord(source) && isRecord(sent)) {
      const typeName = ownValue(source, '__typename');
      const object = of.shapeOf(typeof typeName === 'string' ? typeName : of.declared);
      if (object) walkObject(object, source, sent, at);
    }
  };
  walkObject(shape, tree, data, path);
  return found;
}

function ownValue(tree: Tree, key: string): unknown {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}
