import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** What a schema says of a field; null where it says nothing. */
export function fieldDescription(schema: GraphQLSchema, typeName: string, field: string): string | null {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const fields = type.getFields();
  return Object.hasOwn(fields, field) ? (fields[field]?.description ?? null) : null;
}
