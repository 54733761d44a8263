import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { givenArgument, givenText } from '../../kit/given-arguments.js';

/** Which subgraphs answer a field, by their names in the supergraph. */
export type FieldOwners = (typeName: string, field: string) => readonly string[];

/**
 * Reads who answers which field from the directives of a supergraph:
 * https://specs.apollo.dev/join/v0.3/#@field.
 */
export function fieldOwners(supergraphSdl: string): FieldOwners {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = graphNames(document);
  const owners = new Map<string, readonly string[]>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const ofType = graphsOf(node.directives, 'join__type', names);
    for (const field of node.fields ?? [])
      owners.set(`${node.name.value}.${field.name.value}`, ownersOf(field, ofType, names));
  }
  return (typeName, field) => owners.get(`${typeName}.${field}`) ?? [];
}

function ownersOf(field: FieldDefinitionNode, ofType: readonly string[], names: Names): readonly string[] {
  if (!field.directives?.some(({ name }) => name.value === 'join__field')) return ofType;
  const own = field.directives.filter(
    (directive) => !isTrue(directive, 'external') && !isTrue(directive, 'usedOverridden'),
  );
  return graphsOf(own, 'join__field', names);
}

type Names = ReadonlyMap<string, string>;

/** The names of subgraphs by the values of `join__Graph`. */
function graphNames({ definitions }: DocumentNode): Names {
  const graphs = definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name, directives }) => {
      const directive = directives?.find((one) => one.name.value === 'join__graph');
      return [name.value, givenText(directive, 'name') ?? name.value];
    }),
  );
}

function graphsOf(directives: readonly ConstDirectiveNode[] = [], wanted: string, names: Names): readonly string[] {
  const found = directives.flatMap((directive) => {
    const graph = directive.name.value === wanted ? givenArgument(directive, 'graph') : undefined;
    return graph?.kind === Kind.ENUM ? [names.get(graph.value) ?? graph.value] : [];
  });
  return [...new Set(found)];
}

function isTrue(directive: ConstDirectiveNode, name: string): boolean {
  const value = givenArgument(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}
