import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { FactsOf } from '../../kit/table/column-origins.js';
import type { LoadedLibrary } from './query-library.js';

/** What is known of each field: what it means, who answers it, and what its partner says of where it is from. */
export function factsIn(
  { schema, owners, provenance }: Pick<LoadedLibrary, 'schema' | 'owners' | 'provenance'>,
  ownerNames: Readonly<Record<string, string>>,
): FactsOf {
  return (type, field) => {
    const subgraphs = owners(type, field);
    const named = subgraphs.flatMap((name) => (Object.hasOwn(ownerNames, name) ? [ownerNames[name]!] : []));
    return {
      description: descriptionOf(schema, type, field),
      subgraphs,
      owner: named.length > 0 ? named.join(', ') : null,
      provenance: provenance(type, field),
    };
  };
}

function descriptionOf(schema: GraphQLSchema, typeName: string, field: string): string | null {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const fields = type.getFields();
  return Object.hasOwn(fields, field) ? (fields[field]!.description ?? null) : null;
}
