import { compileProjector, type Projector } from './compile-projector.js';
import type { ErrorPath, ResponseError } from './graphql-error.js';
import type { Tree } from './program.js';
import { projectExactly } from './project-exactly.js';
import type { ObjectShape } from './projection.js';

export interface ProjectInput {
  /** The answers to introspection fields of the root, by response key. */
  readonly introspected: Tree;
  /** Errors that are known already; what is found wrong is added. */
  readonly errors: ResponseError[];
  /** Where in the whole answer the object stands. */
  readonly base?: ErrorPath;
}

const projectors = new WeakMap<ObjectShape, Projector>();

/** Shapes an object of the tree into its part of an answer; null when a null bubbles up to it. */
export function project(shape: ObjectShape, tree: Tree, input: ProjectInput): Tree | null {
  let projector = projectors.get(shape);
  if (!projector) projectors.set(shape, (projector = compileProjector(shape)));
  return projector(tree, input.introspected) ?? projectExactly(shape, tree, input);
}
