import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';

/** Whether an input type has a field, at any depth, whose name every object of JavaScript inherits, such as `constructor`. */
export function hasInheritedName(type: GraphQLInputType, seen = new Set<unknown>()): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named)) return false;
  seen.add(named);
  return Object.values(named.getFields()).some(
    (field) => field.name in Object.prototype || hasInheritedName(field.type, seen),
  );
}

/** A copy of a JSON value in which no object inherits anything. */
export function inheritingNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inheritingNothing);
  if (typeof value !== 'object' || value === null) return value;
  const bare = Object.create(null) as Record<string, unknown>;
  for (const [name, inner] of Object.entries(value)) bare[name] = inheritingNothing(inner);
  return bare;
}
