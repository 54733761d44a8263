import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { columnField, type ColumnOrigin } from '../../kit/table/about.js';
import type { Column } from '../../kit/table/plan-table.js';
import type { LoadedLibrary } from './query-library.js';

/** Who answers for each column, and what its field means. */
export function columnOrigins(
  columns: readonly Column[],
  { schema, owners }: Pick<LoadedLibrary, 'schema' | 'owners'>,
  ownerNames: Readonly<Record<string, string>>,
): readonly ColumnOrigin[] {
  return columns.map((column) => {
    const subgraphs = owners(column.parentType, column.field);
    const named = subgraphs.flatMap((name) => (Object.hasOwn(ownerNames, name) ? [ownerNames[name]!] : []));
    return {
      name: column.name,
      type: column.type,
      field: columnField(column),
      description: descriptionOf(schema, column),
      subgraphs,
      owner: named.length > 0 ? named.join(', ') : null,
      source: null,
      asOf: null,
      licence: null,
    };
  });
}

function descriptionOf(schema: GraphQLSchema, { parentType, field }: Column): string | null {
  const type = schema.getType(parentType);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const fields = type.getFields();
  return Object.hasOwn(fields, field) ? (fields[field]!.description ?? null) : null;
}
