import { fieldTypes } from './definitions.js';
import { targetsOf } from './field-sets.js';
import type { FieldsType, ReadSubgraph } from './read-subgraph.js';
import { lineOf } from './definitions.js';

/** A key that a subgraph declares. */
export interface Key {
  readonly type: FieldsType;
  /** The coordinates it selects, sorted. */
  readonly targets: readonly string[];
  readonly line: number;
}

/** Every key of a subgraph. */
export function readKeys(read: ReadSubgraph): Key[] {
  const definition = read.subgraph.metadata().keyDirective();
  return fieldTypes(read).flatMap((type) =>
    type.appliedDirectivesOf(definition).map((key) => ({
      type,
      targets: targetsOf(type, key, false),
      line: lineOf(key),
    })),
  );
}

/** Every coordinate that is part of a key. */
export function keyedFields(keys: readonly Key[]): Set<string> {
  return new Set(keys.flatMap(({ targets }) => targets));
}
