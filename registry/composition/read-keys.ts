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

/** Every key of a subgraph, or those of the named types. */
export function readKeys(read: ReadSubgraph, names?: ReadonlySet<string>): Key[] {
  const definition = read.subgraph.metadata().keyDirective();
  const types = fieldTypes(read).filter(({ name }) => names === undefined || names.has(name));
  return types.flatMap((type) =>
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
