import { isAbstractType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Protections } from '../supergraph/protection/protections.js';

const NONE: readonly string[] = [];

/** The names of the clauses that the fields of a document ask for, of every type that an object may turn out to have. */
export function clausesOfDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  { fields }: Protections,
): readonly string[] {
  if (Object.keys(fields).length === 0) return NONE;
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  const note = (coordinate: string): void => {
    if (Object.hasOwn(fields, coordinate)) for (const name of fields[coordinate]!) found.add(name);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType();
        if (!parent) return;
        note(`${parent.name}.${name.value}`);
        if (isAbstractType(parent))
          for (const type of schema.getPossibleTypes(parent)) note(`${type.name}.${name.value}`);
      },
    }),
  );
  return found.size === 0 ? NONE : [...found].sort();
}
