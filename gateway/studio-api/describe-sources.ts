import type { ProvenanceOf } from '../supergraph/read-provenance.js';
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { parseFieldSet, walkFieldSet } from '../supergraph/prepare/field-sets.js';
import type { SupergraphTypes } from '../supergraph/prepare/supergraph-types.js';
import type { MarkerDirectives } from './marker-directives.js';

/** What a description is made from. */
export interface DescribeSources {
  readonly provenance: ProvenanceOf;
  readonly schema: GraphQLSchema;
  readonly types: SupergraphTypes;
  /** The names of subgraphs by their enum values. */
  readonly names: ReadonlyMap<string, string>;
  readonly markers: MarkerDirectives;
}

/** Whether clients may see every field of a field set. */
export function isVisible(
  fieldSet: string,
  typeName: string,
  { types, schema }: Pick<DescribeSources, 'types' | 'schema'>,
): boolean {
  let isSeen = true;
  walkFieldSet(types, { typeName, selectionSet: parseFieldSet(fieldSet) }, (onType, fieldName) => {
    const type = schema.getType(onType);
    isSeen &&= (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), fieldName);
  });
  return isSeen;
}
