import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Deprecation } from '../request-context.js';
import type { Sunset } from '../supergraph/read-sunsets.js';

/** What is deprecated in a schema, by coordinate. */
export type Deprecations = ReadonlyMap<string, Deprecation>;

/**
 * Finds what clients should not use any more. Since when it is so, its partner may say; else it is the moment at which this
 * gateway learnt of it, in `earlier` where it knew before.
 */
export function deprecationsOf(
  schema: GraphQLSchema,
  sunsets: ReadonlyMap<string, Sunset>,
  earlier: Deprecations,
): Deprecations {
  const found = new Map<string, Deprecation>();
  const now = Date.now();
  const add = (coordinate: string, reason: string | null | undefined): void => {
    if (typeof reason !== 'string') return;
    const { atMs = null, sinceMs = null } = sunsets.get(coordinate) ?? {};
    found.set(coordinate, { sinceMs: sinceMs ?? earlier.get(coordinate)?.sinceMs ?? now, sunsetMs: atMs });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) {
      for (const { name, deprecationReason } of type.getValues()) add(`${type.name}.${name}`, deprecationReason);
    } else if (isInputObjectType(type)) {
      for (const { name, deprecationReason } of Object.values(type.getFields()))
        add(`${type.name}.${name}`, deprecationReason);
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const { name, deprecationReason, args } of Object.values(type.getFields())) {
        add(`${type.name}.${name}`, deprecationReason);
        for (const argument of args) add(`${type.name}.${name}(${argument.name}:)`, argument.deprecationReason);
      }
    }
  }
  return found;
}

/** What is to be told of an operation that uses these coordinates; null when nothing of it is deprecated. */
export function deprecationOf(coordinates: readonly string[], deprecations: Deprecations): Deprecation | null {
  if (deprecations.size === 0) return null;
  return coordinates.reduce<Deprecation | null>((sum, coordinate) => {
    const one = deprecations.get(coordinate);
    return one ? earliest(sum, one) : sum;
  }, null);
}

/** The earlier of the moments of both. */
export function earliest(one: Deprecation | null, other: Deprecation): Deprecation {
  if (one === null) return other;
  const sunsets = [one.sunsetMs, other.sunsetMs].filter((moment) => moment !== null);
  return {
    sinceMs: Math.min(one.sinceMs, other.sinceMs),
    sunsetMs: sunsets.length === 0 ? null : Math.min(...sunsets),
  };
}
