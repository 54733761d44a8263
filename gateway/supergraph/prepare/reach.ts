import { Kind, type ConstDirectiveNode, type UnionTypeDefinitionNode } from 'graphql';
import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, graphOf, type Joined } from './join-directives.js';
import { hasFields, namedType, type SupergraphTypes } from './supergraph-types.js';

/** Gathers types and fields of one subgraph with everything that they lead to. */
export class Reach {
  /** The fields of each type; types without fields have none. */
  readonly included = new Map<string, Set<string>>();
  readonly #types: SupergraphTypes;
  readonly #graph: string;
  readonly #whole = new Set<string>();

  constructor(types: SupergraphTypes, graph: string) {
    this.#types = types;
    this.#graph = graph;
  }

  /** The fields of a field set, and no others of their types. */
  includeSet(typeName: string, fieldSet: string): void {
    walkFieldSet(this.#types, { typeName, selectionSet: parseFieldSet(fieldSet) }, (type, field) =>
      this.#includeField(type, field),
    );
  }

  /** A field and everything that the subgraph can answer below it. */
  includeWholeField(typeName: string, fieldName: string): void {
    this.#includeField(typeName, fieldName);
    const below = this.#types.typeOfField(typeName, fieldName);
    if (below !== undefined) this.#includeWhole(below);
  }

  includeType(name: string): void {
    const type = this.#types.get(name);
    if (!type || this.included.has(name)) return;
    this.included.set(name, new Set());
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of type.fields ?? []) {
        if (!this.#isHere(field)) continue;
        this.included.get(name)!.add(field.name.value);
        this.includeType(namedType(field.type));
      }
    }
    for (const key of this.#here(type, 'join__type')) this.#includeArgument(key, 'key', name);
    for (const possible of this.#possibleTypes(name)) this.#includeWhole(possible);
  }

  /** What a directive speaks of has to be there too. */
  #includeArgument(directive: ConstDirectiveNode, argument: string, typeName: string): void {
    const fieldSet = argumentOf(directive, argument);
    if (typeof fieldSet === 'string') this.includeSet(typeName, fieldSet);
  }

  #here(joined: Joined, directive: string): ConstDirectiveNode[] {
    return directivesOf(joined, directive).filter((one) => graphOf(one) === this.#graph);
  }

  #includeField(typeName: string, fieldName: string): void {
    this.includeType(typeName);
    const field = this.#types.field(typeName, fieldName);
    if (!field || this.included.get(typeName)!.has(fieldName)) return;
    this.included.get(typeName)!.add(fieldName);
    this.includeType(namedType(field.type));
    for (const directive of this.#here(field, 'join__field')) {
      this.#includeArgument(directive, 'requires', typeName);
      this.#includeArgument(directive, 'provides', namedType(field.type));
    }
    for (const argument of field.arguments ?? []) this.includeType(namedType(argument.type));
  }

  #includeWhole(name: string): void {
    this.includeType(name);
    const type = this.#types.get(name);
    if (!type || !hasFields(type) || this.#whole.has(name)) return;
    this.#whole.add(name);
    for (const field of type.fields ?? []) if (this.#isHere(field)) this.includeWholeField(name, field.name.value);
  }

  /** What needs other inputs than a key is left where it is, and reached from here by a key. */
  #isHere(field: Joined): boolean {
    return this.#here(field, 'join__field').some(
      (one) =>
        argumentOf(one, 'requires') === undefined &&
        !one.arguments?.some(({ name }) => name.value === 'contextArguments'),
    );
  }

  #possibleTypes(name: string): string[] {
    const type = this.#types.get(name)!;
    if (type.kind === Kind.UNION_TYPE_DEFINITION) return this.#members(type);
    if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    return this.#types
      .withFields()
      .filter((candidate) =>
        this.#here(candidate, 'join__implements').some((one) => argumentOf(one, 'interface') === name),
      )
      .map((candidate) => candidate.name.value);
  }

  /** Before version 0.3 of its specification, a supergraph does not say which subgraph has which member. */
  #members(union: UnionTypeDefinitionNode): string[] {
    if (directivesOf(union, 'join__unionMember').length > 0)
      return this.#here(union, 'join__unionMember').map((one) => String(argumentOf(one, 'member')));
    const members = (union.types ?? []).map(({ name }) => name.value);
    return members.filter((name) => this.#here(this.#types.get(name)!, 'join__type').length > 0);
  }
}
