import { Kind, type ConstDirectiveNode, type FieldDefinitionNode } from 'graphql';
import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, graphOf, type Joined } from './join-directives.js';
import { interfacesOf, type SupergraphTypes } from './supergraph-types.js';

/**
 * Takes the external fields that nothing in a subgraph speaks of any more out of it, since the planner takes a field
 * that is declared in a subgraph for one that can be asked of it.
 */
export function dropUnusedExternals(types: SupergraphTypes, graph: string): void {
  const used = usedFields(types, graph);
  for (const type of types.withFields()) {
    const isUnused = ({ name }: FieldDefinitionNode) =>
      [type.name.value, ...interfacesOf(type)].every((one) => !used.has(`${one}.${name.value}`));
    const fields = (type.fields ?? []).map((field) => (isUnused(field) ? withoutExternal(field, graph) : field));
    types.replace({ ...type, fields });
  }
}

/** Every field that a subgraph names in a field set, or has in an interface, as `Type.field`. */
function usedFields(types: SupergraphTypes, graph: string): Set<string> {
  const used = new Set<string>();
  const here = (joined: Joined, name: string) => directivesOf(joined, name).filter((one) => graphOf(one) === graph);
  const use = (typeName: string | undefined, fieldSet: string | boolean | undefined) => {
    if (typeName === undefined || typeof fieldSet !== 'string') return;
    walkFieldSet(types, { typeName, selectionSet: parseFieldSet(fieldSet) }, (type, field) => {
      for (const relative of types.family(type, field)) used.add(`${relative}.${field}`);
    });
  };
  for (const type of types.withFields()) {
    const typeName = type.name.value;
    for (const key of here(type, 'join__type')) use(typeName, argumentOf(key, 'key'));
    for (const field of type.fields ?? []) {
      if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) used.add(`${typeName}.${field.name.value}`);
      for (const one of here(field, 'join__field')) {
        use(typeName, argumentOf(one, 'requires'));
        use(types.typeOfField(typeName, field.name.value), argumentOf(one, 'provides'));
      }
    }
  }
  return used;
}

/** A field must be in some subgraph. */
function withoutExternal(field: FieldDefinitionNode, graph: string): FieldDefinitionNode {
  const isDropped = (one: ConstDirectiveNode) =>
    one.name.value === 'join__field' && graphOf(one) === graph && argumentOf(one, 'external') === true;
  const kept = (field.directives ?? []).filter((one) => !isDropped(one));
  return directivesOf({ directives: kept }, 'join__field').length > 0 ? { ...field, directives: kept } : field;
}
