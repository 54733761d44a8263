import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ChosenOperation } from '../plan/chosen-operation.js';
import type { FieldNamer } from '../plan/name-fields.js';
import { collectFields, type Collected } from './collect-fields.js';
import type { Providers } from './selected.js';
import type { TypeFacts } from './type-facts.js';

/** The shape of an answer in the client's order, told apart by `kind`. */
export type Shape = LeafShape | ListShape | AnyObjectShape;

export interface LeafShape {
  readonly kind: 'leaf';
  readonly leaf: LeafKind;
  readonly nullable: boolean;
  /** The values of an enum. */
  readonly values?: ReadonlySet<string>;
}

export type LeafKind = 'Int' | 'Float' | 'String' | 'Boolean' | 'ID' | 'enum' | 'custom';

export interface ListShape {
  readonly kind: 'list';
  readonly nullable: boolean;
  readonly item: Shape;
}

/** An object of one of the types that the declared one allows. */
export interface AnyObjectShape {
  readonly kind: 'object';
  readonly nullable: boolean;
  readonly declared: string;
  readonly isAbstract: boolean;
  /** The shape of a type; undefined when the declared type does not allow it. Who tells no type is of the declared one. */
  readonly shapeOf: (typeName: string) => ObjectShape | undefined;
}

export interface ObjectShape {
  readonly typeName: string;
  readonly fields: readonly FieldShape[];
  /** The parts of it that come later. */
  readonly deferred: readonly DeferredShape[];
}

export type FieldShape =
  | { readonly kind: 'typename' | 'introspection'; readonly key: string }
  /** No subgraph is asked for it: the plan has a gap. */
  | { readonly kind: 'missing'; readonly key: string; readonly name: string; readonly nullable: boolean }
  /** The caller may not see it. */
  | { readonly kind: 'withheld'; readonly key: string; readonly nullable: boolean }
  | ValueFieldShape;

export interface ValueFieldShape {
  readonly kind: 'value';
  readonly key: string;
  /** The key under which the tree holds it. */
  readonly source: string;
  readonly name: string;
  readonly shape: Shape;
  /** Whether something below it is deferred. */
  readonly defers: boolean;
}

export interface DeferredShape {
  /** Which of the operation's deferred fragments it is, from 1. */
  readonly block: number;
  readonly shape: () => ObjectShape;
}

/** How an answer is shaped: that of the root, and whether the schema itself is asked about. */
export interface Projection {
  readonly root: ObjectShape;
  readonly introspects: boolean;
}

export interface ProjectionInput {
  readonly schema: GraphQLSchema;
  readonly types: TypeFacts;
  readonly chosen: ChosenOperation;
  /** The response name under which a field was fetched. */
  readonly nameOf: FieldNamer;
  readonly providers: Providers;
}

/** A selection at a place of the tree. */
interface Place {
  readonly path: readonly string[];
  readonly selectionSets: readonly SelectionSetNode[];
}

const BUILT_IN: readonly string[] = ['Int', 'Float', 'String', 'Boolean', 'ID'] satisfies LeafKind[];

/** Works out the shape of an operation's answer; shapes below abstract types are made when a concrete type first comes. */
export function projectionOf(input: ProjectionInput): Projection {
  const rootType = input.schema.getRootType(input.chosen.operation.operation)!;
  const root = objectShape(rootType, { path: [], selectionSets: [input.chosen.operation.selectionSet] }, input);
  return { root, introspects: root.fields.some(({ kind }) => kind === 'introspection') };
}

type WithFields = GraphQLObjectType | GraphQLInterfaceType;

function objectShape(type: WithFields, { path, selectionSets }: Place, input: ProjectionInput): ObjectShape {
  const { fields, deferred } = collectFields(selectionSets, type, input);
  return {
    typeName: type.name,
    fields: [...fields].map(([key, field]) => fieldShape(type, { ...field, key, path }, input)),
    deferred: [...deferred].map(([block, selectionSet]) => ({
      block,
      shape: once(() => objectShape(type, { path, selectionSets: [selectionSet] }, input)),
    })),
  };
}

function fieldShape(
  type: WithFields,
  {
    key,
    source,
    name,
    selectionSets,
    isWithheld,
    path,
  }: Collected & { readonly key: string; readonly path: readonly string[] },
  input: ProjectionInput,
): FieldShape {
  // Without its type an object knows its name as little as the fields that only types have.
  if (name === '__typename')
    return isObjectType(type) ? { kind: 'typename', key } : { kind: 'missing', key, name, nullable: false };
  if (name === '__schema' || name === '__type') return { kind: 'introspection', key };
  const field = Object.getOwnPropertyDescriptor(type.getFields(), name)!.value as { type: GraphQLOutputType };
  if (isWithheld) return { kind: 'withheld', key, nullable: !isNonNullType(field.type) };
  if (!isProvided(type, { path, source }, input))
    return { kind: 'missing', key, name, nullable: !isNonNullType(field.type) };
  return {
    kind: 'value',
    key,
    source,
    name,
    shape: shapeOf(field.type, { path: [...path, source], selectionSets }, input),
    defers: input.chosen.deferred.length > 0 && selectionSets.some((set) => hasDefer(set)),
  };
}

/** The fragments of an operation with deferred parts are all spread. */
function hasDefer({ selections }: SelectionSetNode): boolean {
  return selections.some(
    (selection) =>
      (selection.kind !== Kind.FIELD && selection.directives?.some(({ name }) => name.value === 'defer')) ||
      (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet && hasDefer(selection.selectionSet)),
  );
}

function isProvided(
  type: WithFields,
  { path, source }: { readonly path: readonly string[]; readonly source: string },
  { providers, types }: ProjectionInput,
): boolean {
  return isObjectType(type)
    ? providers.has(path, source, { typeName: type.name, types })
    : providers.count(path, source) > 0;
}

function shapeOf(type: GraphQLOutputType, place: Place, input: ProjectionInput): Shape {
  if (isNonNullType(type)) return { ...shapeOf(type.ofType as GraphQLOutputType, place, input), nullable: false };
  if (isListType(type)) return { kind: 'list', nullable: true, item: shapeOf(type.ofType, place, input) };
  if (isEnumType(type)) {
    return { kind: 'leaf', leaf: 'enum', nullable: true, values: new Set(type.getValues().map(({ name }) => name)) };
  }
  if (isLeafType(type))
    return { kind: 'leaf', leaf: BUILT_IN.includes(type.name) ? (type.name as LeafKind) : 'custom', nullable: true };
  return {
    kind: 'object',
    nullable: true,
    declared: getNamedType(type).name,
    isAbstract: isAbstractType(type),
    shapeOf: shapesBelow(type, place, input),
  };
}

function shapesBelow(declared: GraphQLOutputType, place: Place, input: ProjectionInput): AnyObjectShape['shapeOf'] {
  const { schema, types } = input;
  const made = new Map<string, ObjectShape>();
  return (typeName) => {
    const known = made.get(typeName);
    if (known) return known;
    const type = schema.getType(typeName);
    const fits =
      type === declared
        ? isObjectType(type) || (isInterfaceType(type) && types.isInterfaceObject(type.name))
        : isObjectType(type) && isAbstractType(declared) && schema.isSubType(declared, type);
    if (!fits) return undefined;
    const shape = objectShape(type as WithFields, place, input);
    made.set(typeName, shape);
    return shape;
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
