import type { GatewayErrorCode } from '../errors.js';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import { isAtOrAbove, type ErrorPath, type ResponseError } from './graphql-error.js';
import type { Tree } from './program.js';
import type { AnyObjectShape, FieldShape, LeafShape, ObjectShape, Shape } from './projection.js';

/** How many errors about values one answer lists. */
const ERRORS_MAX = 100;

/** Raised by a null where none may be; caught by the nearest nullable place. */
class NullBubbles extends Error {}

interface ExactInput {
  readonly introspected: Tree;
  readonly errors: ResponseError[];
  /** Where the tree stands in the whole answer. */
  readonly base?: ErrorPath;
}

/**
 * Shapes a tree into an answer as section 6.4.3 of the GraphQL specification says: a value that breaks its type becomes
 * null with an error at its path, and a null where none may be nulls the nearest nullable place above. No error is added
 * where `errors` already has one at, above or below that path. Null when all of it is.
 */
export function projectExactly(shape: ObjectShape, tree: Tree, input: ExactInput): Tree | null {
  const projection = new ExactProjection(input);
  return orNull(() => projection.object(shape, tree));
}

/** One answer in the making, with the path of the value it is at. */
class ExactProjection {
  readonly #introspected: Tree;
  readonly #errors: ResponseError[];
  readonly #path: (string | number)[];

  constructor({ introspected, errors, base = [] }: ExactInput) {
    this.#introspected = introspected;
    this.#errors = errors;
    this.#path = [...base];
  }

  object(object: ObjectShape, source: Tree): Tree {
    const out: Tree = {};
    for (const field of object.fields) {
      define(
        out,
        field.key,
        this.#at(field.key, () => this.#field(field, source, object.typeName)),
      );
    }
    return out;
  }

  #field(field: FieldShape, source: Tree, typeName: string): unknown {
    switch (field.kind) {
      case 'typename':
        return typeName;
      case 'introspection':
        return ownValue(this.#introspected, field.key);
      case 'value':
        return this.#complete(field.shape, ownValue(source, field.source), `${typeName}.${field.name}`);
      case 'missing':
        this.#report(`No subgraph can answer ${typeName}.${field.name} here`, 'FIELD_UNAVAILABLE');
        return nullOf(field);
      case 'withheld':
        this.#report('The caller may not see this field', 'UNAUTHORIZED_FIELD_OR_TYPE');
        return nullOf(field);
    }
  }

  /** The value of a field or list item; throws `NullBubbles` where null may not be. */
  #complete(of: Shape, value: unknown, field: string): unknown {
    const completed = value === null || value === undefined ? null : orNull(() => this.#value(of, value, field));
    if (completed !== null || of.nullable) return completed;
    this.#report(`Cannot return null for non-nullable field ${field}`, 'NULL_IN_NON_NULL_FIELD');
    throw new NullBubbles();
  }

  #value(of: Shape, value: unknown, field: string): unknown {
    switch (of.kind) {
      case 'leaf':
        return completeLeaf(of, value) ?? this.#invalid(field);
      case 'list':
        if (!Array.isArray(value)) return this.#invalid(field);
        return value.map((item, index) => this.#at(index, () => this.#complete(of.item, item, field)));
      case 'object':
        return this.#anyObject(of, value, field);
    }
  }

  #anyObject(of: AnyObjectShape, value: unknown, field: string): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#invalid(field);
    const typeName = ownValue(value as Tree, '__typename') ?? of.declared;
    const object = typeof typeName === 'string' ? of.shapeOf(typeName) : undefined;
    return object ? this.object(object, value as Tree) : this.#invalid(field);
  }

  #invalid(field: string): null {
    this.#report(`Invalid value for field ${field}`, 'INVALID_SUBGRAPH_RESPONSE');
    return null;
  }

  #report(message: string, code: GatewayErrorCode): void {
    if (this.#errors.length >= ERRORS_MAX) return;
    const path = [...this.#path];
    const isKnown = this.#errors.some(
      (error) => error.path && (isAtOrAbove(error.path, path) || isAtOrAbove(path, error.path)),
    );
    if (!isKnown) this.#errors.push({ message, path, extensions: { code } });
  }

  #at<Result>(element: string | number, work: () => Result): Result {
    this.#path.push(element);
    try {
      return work();
    } finally {
      this.#path.pop();
    }
  }
}

/** The null of a field that has no value; bubbles up where null may not be. */
function nullOf({ nullable }: { readonly nullable: boolean }): null {
  if (nullable) return null;
  throw new NullBubbles();
}

/** What `work` makes, or null where a null bubbles up to here. */
function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NullBubbles) return null;
    throw error;
  }
}

/** A leaf as the GraphQL specification, section 3.5, lets it be; null when it is not. */
function completeLeaf(of: LeafShape, value: unknown): unknown {
  const isValid = {
    Int: () => typeof value === 'number' && (value | 0) === value,
    Float: () => typeof value === 'number' && Number.isFinite(value),
    String: () => typeof value === 'string',
    Boolean: () => typeof value === 'boolean',
    // Other numbers may have been rounded, and then name something else.
    ID: () => typeof value === 'string' || Number.isSafeInteger(value),
    enum: () => typeof value === 'string' && of.values!.has(value),
    custom: () => (typeof value !== 'number' || Number.isFinite(value)) && !isTooDeep(value),
  };
  if (!isValid[of.leaf]()) return null;
  return of.leaf === 'ID' ? String(value) : value;
}

function ownValue(tree: Tree, key: string): unknown {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

function define(out: Tree, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(out, key, { value, writable: true, enumerable: true, configurable: true });
  else out[key] = value;
}
