import {
  print,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type InputValueDefinitionNode,
} from 'graphql';
import { argumentOf, directivesOf, graphOf, type Joined } from '../supergraph/prepare/join-directives.js';
import { namedType, type SupergraphTypes } from '../supergraph/prepare/supergraph-types.js';
import { isVisible, type DescribeSources } from './describe-sources.js';
import type { DescribedArgument, DescribedField, Needed } from './contract/graph-description.js';

type WithFields = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType;

interface FieldSources extends DescribeSources {
  /** Those that define the type. */
  readonly subgraphs: readonly string[];
}

export function describeFields(type: WithFields, sources: FieldSources): DescribedField[] {
  const nodes = joinedFields(sources.types, type);
  return Object.values(type.getFields()).map((field: GraphQLField<unknown, unknown> | GraphQLInputField) => {
    const joined = nodes.get(field.name) ?? {};
    const says = directivesOf(joined, 'join__field');
    return {
      name: field.name,
      type: String(field.type),
      description: field.description ?? null,
      deprecated: field.deprecationReason ?? null,
      subgraphs: answeredBy(says, sources),
      arguments: 'args' in field ? field.args.map(describeArgument) : [],
      requires: neededBy(says, 'requires', { onType: type.name, ...sources }),
      provenance: sources.provenance(type.name, field.name),
      provides: neededBy(says, 'provides', { onType: fieldType(joined) ?? '', ...sources }),
      overrides: says.flatMap((directive) => {
        const from = argumentOf(directive, 'override');
        const label = argumentOf(directive, 'overrideLabel');
        return typeof from === 'string'
          ? [{ subgraph: nameOf(directive, sources), from, label: typeof label === 'string' ? label : null }]
          : [];
      }),
      tags: sources.markers.tagsOf(joined),
      protection: sources.markers.protectionOf(joined),
    };
  });
}

interface JoinedField extends Joined {
  readonly type?: Parameters<typeof namedType>[0];
}

/** The fields of a type as the supergraph has them, by name. */
function joinedFields(types: SupergraphTypes, type: WithFields): Map<string, JoinedField> {
  const node = types.get(type.name);
  const fields: readonly FieldNode[] = node && 'fields' in node ? (node.fields ?? []) : [];
  return new Map(fields.map((field) => [field.name.value, field]));
}

type FieldNode = FieldDefinitionNode | InputValueDefinitionNode;

function fieldType({ type }: JoinedField): string | undefined {
  return type && namedType(type);
}

/** Without a word on it, all that define its type answer a field; what is external or overridden is not answered. */
function answeredBy(says: readonly ConstDirectiveNode[], sources: FieldSources): string[] {
  const named = says.filter((directive) => graphOf(directive) !== undefined);
  if (named.length === 0) return [...sources.subgraphs];
  const answering = named.filter(
    (directive) => argumentOf(directive, 'external') !== true && argumentOf(directive, 'usedOverridden') !== true,
  );
  return [...new Set(answering.map((directive) => nameOf(directive, sources)))].sort();
}

function neededBy(
  says: readonly ConstDirectiveNode[],
  argument: 'requires' | 'provides',
  { onType, ...sources }: FieldSources & { readonly onType: string },
): Needed[] {
  return says.flatMap((directive) => {
    const fields = argumentOf(directive, argument);
    if (typeof fields !== 'string' || !isVisible(fields, onType, sources)) return [];
    return [{ subgraph: nameOf(directive, sources), fields }];
  });
}

function nameOf(directive: ConstDirectiveNode, { names }: FieldSources): string {
  return names.get(graphOf(directive) ?? '') ?? '';
}

function describeArgument({ name, type, description, deprecationReason, astNode }: GraphQLArgument): DescribedArgument {
  return {
    name,
    type: String(type),
    description: description ?? null,
    deprecated: deprecationReason ?? null,
    defaultValue: astNode?.defaultValue ? print(astNode.defaultValue) : null,
  };
}
