import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { argumentOf } from '../prepare/join-directives.js';
import { namedType, SupergraphTypes } from '../prepare/supergraph-types.js';
import { suppressionsOf } from '../suppression/suppressions-of.js';
import { coreFeaturesOf } from './core-features.js';
import { protectionsOf } from './protections.js';
import { givenArgument } from '../../../kit/given-arguments.js';

/** A supergraph without what it protects, for an engine that would show it to everybody. */
export interface UnprotectedSupergraph {
  readonly sdl: string;
  /** What was left out: `Type.field`, in order. */
  readonly leftOut: readonly string[];
}

const PROTECTION =
  /^https:\/\/(specs\.apollo\.dev\/(authenticated|requiresScopes|policy)|joinery\.example\/suppress)\b/;

/**
 * Leaves out every field that not everybody may see or that tells no small numbers, then types without a field and what
 * gives them.
 */
export function withoutProtectedFields(sdl: string): UnprotectedSupergraph {
  const document = parse(sdl, { noLocation: true });
  const features = coreFeaturesOf(document);
  const protections = features.filter(({ identity }) => PROTECTION.test(identity));
  if (protections.length === 0) return { sdl, leftOut: [] };
  const types = new SupergraphTypes(document);
  const { fields } = protectionsOf(types, features);
  const leftOut = new Set([...Object.keys(fields), ...Object.keys(suppressionsOf(types, features))]);
  const names = new Set(protections.map(({ identity, directiveName }) => directiveName(identity.split('/').at(-1)!)));
  let rest = withoutDirectives(document, names);
  for (let size = -1; size !== leftOut.size;) {
    size = leftOut.size;
    addOfInterfaces(rest, leftOut);
    addOfFieldSets(rest, leftOut);
    rest = withoutFields(rest, leftOut);
  }
  return { sdl: print(rest), leftOut: [...leftOut].sort() };
}

/** Without the directives of protection and the links that ask for them to be kept. */
function withoutDirectives(document: DocumentNode, names: ReadonlySet<string>): DocumentNode {
  const isProtection = (directive: ConstDirectiveNode) =>
    names.has(directive.name.value) || PROTECTION.test(String(argumentOf(directive, 'url')));
  return visit(document, {
    Directive: (directive) => (isProtection(directive as ConstDirectiveNode) ? null : undefined),
    DirectiveDefinition: ({ name }) => (names.has(name.value) ? null : undefined),
  });
}

/** A field that one of its types lacks cannot be a field of an interface. */
function addOfInterfaces({ definitions }: DocumentNode, leftOut: Set<string>): void {
  for (const type of definitions) {
    if (!('interfaces' in type) || !('name' in type)) continue;
    const lost = [...leftOut].filter((coordinate) => coordinate.startsWith(`${type.name.value}.`));
    for (const { name } of type.interfaces ?? [])
      for (const coordinate of lost) leftOut.add(`${name.value}.${coordinate.split('.')[1]}`);
  }
}

/** A field whose subgraph is to be given one that is left out, or gives it along; fields of one name count as one. */
function addOfFieldSets({ definitions }: DocumentNode, leftOut: Set<string>): void {
  const lost = new Set([...leftOut].map((coordinate) => coordinate.split('.')[1]!));
  const namesLost = (directive: ConstDirectiveNode) =>
    ['requires', 'provides', 'contextArguments'].some((name) => {
      const value = givenArgument(directive, name);
      return value !== undefined && (print(value).match(/\w+/g) ?? []).some((word) => lost.has(word));
    });
  for (const type of definitions) {
    if (!('fields' in type) || !('name' in type) || type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) continue;
    for (const field of (type.fields ?? []) as readonly FieldDefinitionNode[])
      if (field.directives?.some(namesLost)) leftOut.add(`${type.name.value}.${field.name.value}`);
  }
}

/** Takes the fields out, and the types that then have none; what gives such a type is added to `leftOut`. */
function withoutFields(document: DocumentNode, leftOut: Set<string>): DocumentNode {
  const definitions = document.definitions.map((type) =>
    'fields' in type && type.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION ? withFieldsBut(type, leftOut) : type,
  );
  const isEmpty = (node: DefinitionNode) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
    node.fields?.length === 0;
  const gone = new Set(definitions.filter(isEmpty).map((node) => ('name' in node ? node.name.value : '')));
  for (const type of definitions) {
    if (!('fields' in type) || !('name' in type)) continue;
    for (const field of (type.fields ?? []) as readonly FieldDefinitionNode[])
      if (gone.has(namedType(field.type))) leftOut.add(`${type.name.value}.${field.name.value}`);
  }
  return visit(
    { ...document, definitions: definitions.filter((node) => !isEmpty(node)) },
    {
      // Where a type is named other than as that of a field: roots, members of unions, interfaces.
      OperationTypeDefinition: ({ type }) => (gone.has(type.name.value) ? null : undefined),
      NamedType: ({ name }, _key, parent) => (Array.isArray(parent) && gone.has(name.value) ? null : undefined),
    },
  );
}

function withFieldsBut<Type extends DefinitionNode & { readonly fields?: readonly unknown[] }>(
  type: Type,
  leftOut: ReadonlySet<string>,
): Type {
  if (!('name' in type)) return type;
  const { name, fields = [] } = type as unknown as FieldDefinitionNode & { fields?: readonly FieldDefinitionNode[] };
  return { ...type, fields: fields.filter((field) => !leftOut.has(`${name.value}.${field.name.value}`)) };
}
