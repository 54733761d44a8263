import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, graphOf } from './join-directives.js';
import { subgraphNames, type SupergraphTypes } from './supergraph-types.js';

/** What a subgraph says of one of its fields. */
export interface SubgraphField {
  /** Whether it is external there and belongs to no key. */
  readonly isExternal: boolean;
  readonly requires: string | undefined;
  readonly provides: string | undefined;
}

export interface SubgraphFields {
  /** Undefined where the supergraph says nothing special. `service` is the name of the subgraph. */
  get(service: string, typeName: string, fieldName: string): SubgraphField | undefined;
  /** The named type of a field. */
  typeOf(typeName: string, fieldName: string): string | undefined;
  /** Whether a subgraph knows an interface as an object. */
  isInterfaceObject(service: string, typeName: string): boolean;
}

/** Looks up what each subgraph says of its fields. */
export function subgraphFields(types: SupergraphTypes): SubgraphFields {
  const services = subgraphNames(types);
  const keys = keyFields(types);
  const fields = new Map<string, SubgraphField>();
  for (const type of types.withFields()) {
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      for (const directive of directivesOf(field, 'join__field')) {
        const graph = graphOf(directive) ?? '';
        fields.set(`${services.get(graph)} ${coordinate}`, {
          isExternal: argumentOf(directive, 'external') === true && !keys.has(`${graph} ${coordinate}`),
          requires: argumentOf(directive, 'requires') as string | undefined,
          provides: argumentOf(directive, 'provides') as string | undefined,
        });
      }
    }
  }
  const interfaceObjects = new Set<string>();
  for (const type of types.withFields())
    for (const directive of directivesOf(type, 'join__type'))
      if (argumentOf(directive, 'isInterfaceObject') === true)
        interfaceObjects.add(`${services.get(graphOf(directive) ?? '')} ${type.name.value}`);
  return {
    isInterfaceObject: (service, typeName) => interfaceObjects.has(`${service} ${typeName}`),
    get: (service, typeName, fieldName) => fields.get(`${service} ${typeName}.${fieldName}`),
    typeOf: (typeName, fieldName) => types.typeOfField(typeName, fieldName),
  };
}

/** Every field that some key of its subgraph names, at any depth. */
function keyFields(types: SupergraphTypes): Set<string> {
  const found = new Set<string>();
  for (const type of types.withFields()) {
    for (const directive of directivesOf(type, 'join__type')) {
      const key = argumentOf(directive, 'key');
      if (typeof key !== 'string') continue;
      walkFieldSet(types, { typeName: type.name.value, selectionSet: parseFieldSet(key) }, (typeName, fieldName) =>
        found.add(`${graphOf(directive)} ${typeName}.${fieldName}`),
      );
    }
  }
  return found;
}
