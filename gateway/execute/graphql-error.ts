export type ErrorPath = readonly (string | number)[];

/** An error as it stands in an answer: GraphQL specification, section 7.1.2. */
export interface ResponseError {
  readonly message: string;
  readonly path?: ErrorPath;
  readonly extensions: { readonly code: string; readonly [name: string]: unknown };
}

/** Whether one path lies at or above another. */
export function isAtOrAbove(path: ErrorPath, other: ErrorPath): boolean {
  return path.length <= other.length && path.every((element, index) => element === other[index]);
}
