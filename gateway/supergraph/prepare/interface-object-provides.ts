import type { ConstDirectiveNode, DocumentNode, FieldDefinitionNode } from 'graphql';
import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, graphOf } from './join-directives.js';
import { namedType, SupergraphTypes } from './supergraph-types.js';

/**
 * The supergraph without `@provides` on objects that a subgraph knows as interface objects, or null when there is none.
 * The planner loses its way from such an object to a concrete type; what was provided is then asked of its owner.
 */
export function withoutInterfaceObjectProvides(document: DocumentNode): DocumentNode | null {
  const types = new SupergraphTypes(document);
  let isChanged = false;
  for (const type of types.withFields()) {
    const fields = (type.fields ?? []).map((field) => {
      const directives = field.directives?.map((directive) => {
        if (!providesInterfaceObject(types, field, directive)) return directive;
        isChanged = true;
        return { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== 'provides') };
      });
      return { ...field, directives };
    });
    types.replace({ ...type, fields } as typeof type);
  }
  return isChanged ? types.document() : null;
}

function providesInterfaceObject(
  types: SupergraphTypes,
  field: FieldDefinitionNode,
  directive: ConstDirectiveNode,
): boolean {
  const provides = argumentOf(directive, 'provides');
  if (directive.name.value !== 'join__field' || typeof provides !== 'string') return false;
  const graph = graphOf(directive);
  let found = false;
  walkFieldSet(types, { typeName: namedType(field.type), selectionSet: parseFieldSet(provides) }, (typeName) => {
    found ||= directivesOf(types.get(typeName)!, 'join__type').some(
      (one) => graphOf(one) === graph && argumentOf(one, 'isInterfaceObject') === true,
    );
  });
  return found;
}
