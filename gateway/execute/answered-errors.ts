import type { ErrorPath, ResponseError } from './graphql-error.js';
import type { Tree } from './program.js';
import type { ObjectShape, Shape } from './projection.js';

/**
 * The errors that concern an answer. The planner may have a field asked for objects of types for which the client did not
 * select it, and what fails there is nobody's.
 */
export function answeredErrors(shape: ObjectShape, tree: Tree, errors: readonly ResponseError[]): ResponseError[] {
  return errors.filter(({ path }) => path === undefined || hasPlace(shape, tree, path));
}

/** Whether the answer has a place, also if it comes later, or if a null hides it. */
function hasPlace(shape: ObjectShape, tree: Tree, path: ErrorPath): boolean {
  const [key, ...rest] = path;
  const field = shape.fields.find((one) => one.key === key);
  if (field === undefined)
    return key === undefined || shape.deferred.some((later) => hasPlace(later.shape(), tree, path));
  if (field.kind !== 'value') return true;
  return hasPlaceBelow(field.shape, Object.hasOwn(tree, field.source) ? tree[field.source] : undefined, rest);
}

function hasPlaceBelow(shape: Shape, value: unknown, path: ErrorPath): boolean {
  const [element, ...rest] = path;
  if (element === undefined || typeof value !== 'object' || value === null) return true;
  if (shape.kind === 'list') {
    const item: unknown = Array.isArray(value) && typeof element === 'number' ? value[element] : undefined;
    return hasPlaceBelow(shape.item, item, rest);
  }
  if (shape.kind === 'leaf' || Array.isArray(value)) return true;
  const typeName = Object.hasOwn(value, '__typename') ? (value as Tree)['__typename'] : shape.declared;
  const object = typeof typeName === 'string' ? shape.shapeOf(typeName) : undefined;
  return object === undefined || hasPlace(object, value as Tree, path);
}
