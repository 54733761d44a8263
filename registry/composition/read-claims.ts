import { answeredFields, fieldTypes, isReference, ROOT_TYPES } from './definitions.js';
import { keyedFields, readKeys } from './read-keys.js';
import { ownDirectives } from './read-other-directives.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** The types, fields and directives that a subgraph defines: not those that it only refers to. */
export function readClaims(read: ReadSubgraph): string[] {
  const keyed = keyedFields(readKeys(read));
  const references = new Set(fieldTypes(read).filter((type) => isReference(read, type, keyed)));
  const types = [...read.types]
    .filter((type) => !references.has(type as never) && !ROOT_TYPES.has(type.name))
    .map(({ name }) => name);
  const fields = fieldTypes(read)
    .filter((type) => !references.has(type))
    .flatMap((type) => answeredFields(read, type).map(({ coordinate }) => coordinate));
  const directives = ownDirectives(read).map(({ definition }) => `@${definition.name}`);
  return [...types, ...fields, ...directives];
}
