import { z } from 'zod';
import { nearestName } from './nearest-name.js';

/** Something that does not fit a schema, with the names that lead to it. */
export interface SchemaProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Every problem of settings; an unknown name comes with the one that was likely meant. */
export function schemaProblems(error: z.ZodError, schema: z.ZodType): SchemaProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    const known = namesAt(schema, issue.path);
    return issue.keys.map((key) => {
      const nearest = nearestName(key, known);
      const advice = nearest === undefined ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`;
      return { path: [...path, key], message: `there is no such setting; ${advice}` };
    });
  });
}

/** The names that an object of the schema may have at a path. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(schema);
  const [name, ...rest] = path;
  if (inner instanceof z.ZodObject) {
    if (name === undefined) return Object.keys(inner.shape);
    return namesAt(inner.shape[String(name)] as z.ZodType, rest);
  }
  return inner instanceof z.ZodRecord ? namesAt(inner.valueType as z.ZodType, rest) : [];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return unwrapped(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? unwrapped(schema.in as z.ZodType) : schema;
}
