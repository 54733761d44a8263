import {
  Kind,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { argumentOf, directivesOf } from './join-directives.js';

export type WithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** The types of a supergraph by name; replaced, never changed in place. */
export class SupergraphTypes {
  readonly #document: DocumentNode;
  readonly #types = new Map<string, TypeDefinitionNode>();

  constructor(document: DocumentNode) {
    this.#document = document;
    for (const node of document.definitions) if ('name' in node && isType(node)) this.#types.set(node.name.value, node);
  }

  all(): TypeDefinitionNode[] {
    return [...this.#types.values()];
  }

  /** The object types and interfaces. */
  withFields(): WithFields[] {
    return this.all().filter(hasFields);
  }

  get(name: string): TypeDefinitionNode | undefined {
    return this.#types.get(name);
  }

  field(typeName: string, fieldName: string): FieldDefinitionNode | undefined {
    const type = this.#types.get(typeName);
    return type && hasFields(type) ? type.fields?.find(({ name }) => name.value === fieldName) : undefined;
  }

  /** The named type of a field. */
  typeOfField(typeName: string, fieldName: string): string | undefined {
    const field = this.field(typeName, fieldName);
    return field && namedType(field.type);
  }

  /** A type with the interfaces it has, all types that have one of those, and so on, if they have a field. */
  family(typeName: string, fieldName: string): string[] {
    const family = new Set([typeName]);
    for (const name of family) {
      for (const type of this.withFields()) {
        const isRelated = interfacesOf(type).includes(name) || interfacesOf(this.get(name)).includes(type.name.value);
        if (isRelated && this.field(type.name.value, fieldName)) family.add(type.name.value);
      }
    }
    return [...family];
  }

  replace(type: TypeDefinitionNode): void {
    this.#types.set(type.name.value, type);
  }

  /** The supergraph with what was replaced. */
  document(): DocumentNode {
    return {
      ...this.#document,
      definitions: this.#document.definitions.map((node) =>
        'name' in node && isType(node) ? this.#types.get(node.name.value)! : node,
      ),
    };
  }
}

export function hasFields(type: TypeDefinitionNode): type is WithFields {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

export function interfacesOf(type: TypeDefinitionNode | undefined): string[] {
  return type && hasFields(type) ? (type.interfaces ?? []).map(({ name }) => name.value) : [];
}

/** The name of a type without lists and non-null. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** The names of the subgraphs by their enum values. */
export function subgraphNames(types: SupergraphTypes): Map<string, string> {
  const graphs = types.get('join__Graph') as EnumTypeDefinitionNode;
  return new Map(
    (graphs.values ?? []).map((value) => {
      const [named] = directivesOf(value, 'join__graph');
      return [value.name.value, String((named && argumentOf(named, 'name')) ?? value.name.value)];
    }),
  );
}

function isType(node: { readonly kind: Kind }): node is TypeDefinitionNode {
  return /TypeDefinition$/.test(node.kind) && !node.kind.startsWith('Operation');
}
