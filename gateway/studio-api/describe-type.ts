import {
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type GraphQLEnumType,
  type GraphQLNamedType,
  type TypeDefinitionNode,
} from 'graphql';
import { argumentOf, directivesOf, graphOf } from '../supergraph/prepare/join-directives.js';
import { describeFields } from './describe-fields.js';
import { isVisible, type DescribeSources } from './describe-sources.js';
import type { DescribedKey, DescribedType, DescribedValue, TypeKind } from './contract/graph-description.js';

export function describeType(type: GraphQLNamedType, sources: DescribeSources): DescribedType {
  const { types, names, markers, schema } = sources;
  const node = types.get(type.name);
  const graphs = node
    ? directivesOf(node, 'join__type').map((directive) => names.get(graphOf(directive) ?? '') ?? '')
    : [];
  const subgraphs = [...new Set(graphs)].sort();
  return {
    name: type.name,
    kind: kindOf(type),
    description: type.description ?? null,
    subgraphs,
    keys: node ? keysOf(node, sources) : [],
    interfaces: isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map(({ name }) => name) : [],
    possibleTypes: isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [],
    tags: markers.tagsOf(node),
    protection: markers.protectionOf(node),
    fields:
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? describeFields(type, { ...sources, subgraphs })
        : [],
    enumValues: isEnumType(type) ? valuesOf(type, node, sources) : [],
  };
}

function kindOf(type: GraphQLNamedType): TypeKind {
  if (isObjectType(type)) return 'OBJECT';
  if (isInterfaceType(type)) return 'INTERFACE';
  if (isUnionType(type)) return 'UNION';
  if (isEnumType(type)) return 'ENUM';
  return isInputObjectType(type) ? 'INPUT_OBJECT' : 'SCALAR';
}

/** Without those that name what clients may not see. */
function keysOf(node: TypeDefinitionNode, { types, names, schema }: DescribeSources): DescribedKey[] {
  return directivesOf(node, 'join__type').flatMap((directive) => {
    const fields = argumentOf(directive, 'key');
    if (typeof fields !== 'string' || !isVisible(fields, node.name.value, { types, schema })) return [];
    const subgraph = names.get(graphOf(directive) ?? '') ?? '';
    return [{ subgraph, fields, resolvable: argumentOf(directive, 'resolvable') !== false }];
  });
}

function valuesOf(
  type: GraphQLEnumType,
  node: TypeDefinitionNode | undefined,
  { names, markers }: DescribeSources,
): DescribedValue[] {
  const nodes = node?.kind === Kind.ENUM_TYPE_DEFINITION ? (node.values ?? []) : [];
  return type.getValues().map(({ name, description, deprecationReason }) => {
    const joined = nodes.find((value) => value.name.value === name) ?? {};
    const graphs = directivesOf(joined, 'join__enumValue').map(
      (directive) => names.get(graphOf(directive) ?? '') ?? '',
    );
    return {
      name,
      description: description ?? null,
      deprecated: deprecationReason ?? null,
      subgraphs: graphs.sort(),
      tags: markers.tagsOf(joined),
    };
  });
}
