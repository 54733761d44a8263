import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isUnionType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { signatureOf } from './operation-signature.js';

/** What is known of an operation before it runs: the same for every request, and free of anything a client wrote. */
export interface OperationFacts {
  readonly name: string | null;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly signature: string;
  /** SHA-256 of the signature, in hexadecimal. */
  readonly hash: string;
  /**
   * What it uses of the schema, sorted: types that it names, fields, arguments, input fields and enum values, in the form
   * of https://github.com/graphql/graphql-wg/blob/main/rfcs/SchemaCoordinates.md. `Type.*` stands for an enum or input
   * type of which any member may be meant, as that of a variable or a result.
   */
  readonly coordinates: readonly string[];
}

/** What implementers an interface has is not followed beyond so many coordinates. */
const COORDINATES_MAX = 10_000;

/** Reads from a valid operation what it uses. */
export function factsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationFacts {
  const { text: signature, hash, reached } = signatureOf(operation, fragments);
  const used = new UsedCoordinates(schema);
  const info = new TypeInfo(schema);
  visit(
    reached,
    visitWithTypeInfo(info, {
      Field: () => used.field(info.getParentType(), info.getFieldDef(), info.getType()),
      Argument() {
        const argument = info.getDirective() ? null : info.getArgument();
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (argument && parent && field) used.add(`${parent.name}.${field.name}(${argument.name}:)`);
      },
      ObjectField({ name }) {
        const parent = getNamedType(info.getParentInputType());
        if (isInputObjectType(parent)) used.add(`${parent.name}.${name.value}`);
      },
      EnumValue({ value }) {
        const type = getNamedType(info.getInputType());
        if (isEnumType(type)) used.add(`${type.name}.${value}`);
      },
      VariableDefinition: ({ type }) => used.input(typeFromAST(schema, type as never) as GraphQLInputType | undefined),
      FragmentDefinition: ({ typeCondition }) => used.add(typeCondition.name.value),
      InlineFragment: ({ typeCondition }) => typeCondition && used.add(typeCondition.name.value),
    }),
  );
  const { operation: kind, name } = operation;
  return { name: name?.value ?? null, kind, signature, hash, coordinates: used.sorted() };
}

class UsedCoordinates {
  readonly #schema: GraphQLSchema;
  readonly #all = new Set<string>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Returns nothing, so that a visitor goes on. */
  add(coordinate: string): undefined {
    this.#all.add(coordinate);
  }

  field(
    parent: GraphQLCompositeType | null | undefined,
    field: { readonly name: string } | null | undefined,
    type: GraphQLOutputType | null | undefined,
  ): undefined {
    if (!parent || !field || field.name.startsWith('__') || parent.name.startsWith('__')) return;
    this.add(`${parent.name}.${field.name}`);
    if (isInterfaceType(parent)) this.#implementers(parent.name, field.name);
    const named = getNamedType(type);
    if (isEnumType(named)) this.add(`${named.name}.*`);
    else if (isUnionType(named)) this.add(named.name);
  }

  input(type: GraphQLInputType | undefined): undefined {
    const waiting: (GraphQLNamedType | undefined)[] = [getNamedType(type)];
    for (let named = waiting.pop(); named; named = waiting.pop()) {
      if (this.#all.has(`${named.name}.*`)) continue;
      if (isEnumType(named)) this.add(`${named.name}.*`);
      if (!isInputObjectType(named)) continue;
      this.add(`${named.name}.*`);
      waiting.push(...Object.values(named.getFields()).map((field) => getNamedType(field.type)));
    }
  }

  sorted(): string[] {
    return [...this.#all].sort();
  }

  /** Who asks an interface asks all that implement it. */
  #implementers(interfaceName: string, fieldName: string): void {
    const type = this.#schema.getType(interfaceName);
    if (!isInterfaceType(type) || this.#all.size > COORDINATES_MAX) return;
    const { objects, interfaces } = this.#schema.getImplementations(type);
    for (const other of [...objects, ...interfaces]) this.add(`${other.name}.${fieldName}`);
  }
}
