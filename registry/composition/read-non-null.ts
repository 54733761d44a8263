import {
  answeredField,
  answeredFields,
  fieldTypes,
  isReference,
  lineOf,
  ROOT_TYPES,
  type Field,
} from './definitions.js';
import type { NonNull } from './messages.js';
import { keyedFields, readKeys } from './read-keys.js';
import type { ReadSubgraph } from './read-subgraph.js';

/**
 * The fields of a candidate that may not be null, where another subgraph would lose something by their failing: fields of
 * the roots, fields added to the types of others, and references to entities of others.
 */
export function readNonNull(candidate: ReadSubgraph, others: readonly ReadSubgraph[]): NonNull[] {
  if (others.length === 0) return [];
  const keys = readKeys(candidate);
  const keyed = keyedFields(keys);
  const entities = new Set(keys.map(({ type }) => type.name));
  const isElsewhere = (typeName: string) => others.some((other) => other.withFields.has(typeName));
  return fieldTypes(candidate).flatMap((type) =>
    answeredFields(candidate, type)
      .filter((field) => !keyed.has(field.coordinate))
      .flatMap((field): NonNull[] => {
        const found = { coordinate: field.coordinate, sources: [candidate.line(lineOf(field as never))] };
        if (isRequired(field) && ROOT_TYPES.has(type.name)) return [{ ...found, kind: 'ROOT', typeName: type.name }];
        const given = namedType(field);
        if (entities.has(given) && isElsewhere(given) && isRequiredItem(field))
          return [{ ...found, kind: 'REFERENCE', typeName: given }];
        if (
          isRequired(field) &&
          isElsewhere(type.name) &&
          !isShared(field, others) &&
          !isReference(candidate, type, keyed)
        )
          return [{ ...found, kind: 'ADDED', typeName: type.name }];
        return [];
      }),
  );
}

function isRequired(field: Field): boolean {
  return field.type?.toString().endsWith('!') === true;
}

/** Whether the reference itself may not be null: as the value, or as an item of a list. */
function isRequiredItem(field: Field): boolean {
  return /^\[*\w+!/.test(field.type?.toString() ?? '');
}

function namedType(field: Field): string {
  return field.type?.toString().replace(/[[\]!]/g, '') ?? '';
}

function isShared({ parent, name }: Field, others: readonly ReadSubgraph[]): boolean {
  return others.some((other) => answeredField(other, parent.name, name) !== undefined);
}
