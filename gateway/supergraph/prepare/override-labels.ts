import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf } from './join-directives.js';
import type { SupergraphTypes } from './supergraph-types.js';

/** Which labels of progressive `@override` can change the plan of an operation. */
export interface OverrideLabels {
  /** By the name of a field that the operation selects; others need none. */
  readonly byField: Readonly<Record<string, readonly string[]>>;
  /** Those of fields of keys, which any operation may need. */
  readonly always: readonly string[];
}

/** Finds the labels of each field: its own, and those of the fields that it requires. */
export function overrideLabelsOf(types: SupergraphTypes): OverrideLabels {
  const own = new Map<string, Set<string>>();
  const required = new Map<string, Set<string>>();
  const keys = new Set<string>();
  const note = (map: Map<string, Set<string>>, name: string, value: string) =>
    map.set(name, (map.get(name) ?? new Set()).add(value));

  for (const type of types.withFields()) {
    const typeName = type.name.value;
    const walk = (fieldSet: unknown, found: (name: string) => void) => {
      if (typeof fieldSet !== 'string') return;
      walkFieldSet(types, { typeName, selectionSet: parseFieldSet(fieldSet) }, (_type, name) => found(name));
    };
    for (const key of directivesOf(type, 'join__type')) walk(argumentOf(key, 'key'), (name) => keys.add(name));
    for (const field of type.fields ?? []) {
      for (const directive of directivesOf(field, 'join__field')) {
        const label = argumentOf(directive, 'overrideLabel');
        if (typeof label === 'string') note(own, field.name.value, label);
        walk(argumentOf(directive, 'requires'), (name) => note(required, field.name.value, name));
      }
    }
  }
  const labelsOf = (names: Iterable<string>) => {
    const reached = new Set(names);
    for (const name of reached) for (const next of required.get(name) ?? []) reached.add(next);
    return [...new Set([...reached].flatMap((name) => [...(own.get(name) ?? [])]))].sort();
  };
  if (own.size === 0) return { byField: {}, always: [] };
  const named = [...new Set([...own.keys(), ...required.keys()])].map((name) => [name, labelsOf([name])] as const);
  return { byField: Object.fromEntries(named.filter(([, labels]) => labels.length > 0)), always: labelsOf(keys) };
}
