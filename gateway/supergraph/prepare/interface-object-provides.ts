import type { ConstDirectiveNode, FieldDefinitionNode } from 'graphql';
import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, graphOf } from './join-directives.js';
import { namedType, type SupergraphTypes } from './supergraph-types.js';

/**
 * Drops `@provides` on objects that a subgraph knows as interface objects. The planner loses its way from such an object
 * to a concrete type; what was provided is then asked of its owner.
 */
export function dropInterfaceObjectProvides(types: SupergraphTypes): void {
  for (const type of types.withFields()) {
    const fields = (type.fields ?? []).map((field) => {
      const directives = field.directives?.map((directive) => {
        if (!providesInterfaceObject(types, field, directive)) return directive;
        return { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== 'provides') };
      });
      return { ...field, directives };
    });
    types.replace({ ...type, fields } as typeof type);
  }
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
