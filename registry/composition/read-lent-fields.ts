import { answeredField, answeredFields, fieldTypes, lineOf, type Field } from './definitions.js';
import type { Use } from './messages.js';
import { keyedFields, readKeys } from './read-keys.js';
import type { FieldsType, ReadSubgraph } from './read-subgraph.js';

/**
 * Fields of objects that others answer, and that an interface object answers as well because the objects have its
 * interface. It is the candidate's doing when it has the interface object, or gives an object the interface.
 */
export function readLentFields(candidate: ReadSubgraph, others: readonly ReadSubgraph[]): Use[] {
  const all = [candidate, ...others];
  return all.flatMap((lender) =>
    lentFields(lender).flatMap((field) =>
      all
        .filter((read) => read === candidate || lender === candidate)
        .flatMap((read) => objectsWith(read, field.parent.name))
        .filter((object) => all.some((read) => read !== lender && answeredField(read, object.name, field.name)))
        .map((object) => ({
          act: 'SHAREABLE' as const,
          coordinate: `${object.name}.${field.name}`,
          sources: [candidate.line(lineOf((lender === candidate ? field : object) as never))],
          others: [],
        })),
    ),
  );
}

function lentFields(read: ReadSubgraph): Field[] {
  const types = fieldTypes(read).filter((type) => read.subgraph.metadata().isInterfaceObjectType(type));
  if (types.length === 0) return [];
  const keyed = keyedFields(readKeys(read));
  return types.flatMap((type) => answeredFields(read, type)).filter(({ coordinate }) => !keyed.has(coordinate));
}

function objectsWith(read: ReadSubgraph, interfaceName: string): FieldsType[] {
  return fieldTypes(read).filter((type) => type.kind === 'ObjectType' && type.implementsInterface(interfaceName));
}
