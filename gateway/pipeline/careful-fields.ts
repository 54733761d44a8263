import { isAbstractType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { SupergraphFacts } from '../plan/planner-messages.js';

/** What of a document needs care. */
export interface CarefulFields {
  /** The names of the clauses that its fields ask of callers, of every type that an object may turn out to have. */
  readonly clauses: readonly string[];
  /** The fields that are written down when they are read, as `Type.field`. */
  readonly audited: readonly string[];
}

const NONE: CarefulFields = { clauses: [], audited: [] };

/** Finds the fields of a document that are protected, or that have one of some tags. */
export function carefulFieldsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { protections, tags }: Pick<SupergraphFacts, 'protections' | 'tags'>,
  auditedTags: readonly string[],
): CarefulFields {
  const { fields } = protections;
  const isAudited = (coordinate: string): boolean =>
    Object.hasOwn(tags, coordinate) && tags[coordinate]!.some((tag) => auditedTags.includes(tag));
  if (Object.keys(fields).length === 0 && !Object.keys(tags).some(isAudited)) return NONE;
  const coordinates = coordinatesOf(schema, document);
  const clauses = coordinates.flatMap((one) => (Object.hasOwn(fields, one) ? fields[one]! : []));
  return { clauses: [...new Set(clauses)].sort(), audited: coordinates.filter(isAudited).sort() };
}

function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): string[] {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType();
        if (!parent) return;
        found.add(`${parent.name}.${name.value}`);
        if (isAbstractType(parent))
          for (const type of schema.getPossibleTypes(parent)) found.add(`${type.name}.${name.value}`);
      },
    }),
  );
  return [...found];
}
