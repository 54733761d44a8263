import { Kind, type EnumTypeDefinitionNode, type FieldDefinitionNode } from 'graphql';
import { copyIntoGraph } from './copy-into-graph.js';
import { argumentOf, directivesOf, graphDirective, graphOf, withArgument } from './join-directives.js';
import { Reach } from './reach.js';
import type { Requirement } from './requirements.js';
import { hasFields, type SupergraphTypes, type WithFields } from './supergraph-types.js';
import { dropUnusedExternals } from './unused-externals.js';

/**
 * Moves requirements into subgraphs of their own, so that the planner enters them by a fetch of their own. Returns the
 * name of the real subgraph by that of the virtual one.
 */
export function addVirtualSubgraphs(
  types: SupergraphTypes,
  requirements: readonly Requirement[],
  marker: string,
): Record<string, string> {
  const services: Record<string, string> = {};
  const movable = requirements.filter((requirement) => isMovable(types, requirement));
  if (movable.length > 0) nameGraphsOfAllFields(types);
  for (const group of grouped(movable)) {
    const { graph } = group[0]!;
    const virtual = `${graph}${marker}${Object.keys(services).length}`;
    addVirtualSubgraph(types, group, virtual);
    services[virtual] = addGraph(types, graph, virtual);
  }
  for (const graph of new Set(movable.map((one) => one.graph))) dropUnusedExternals(types, graph);
  return services;
}

function grouped(requirements: readonly Requirement[]): Requirement[][] {
  const groups = new Map<string, Requirement[]>();
  for (const one of requirements) {
    const key = JSON.stringify([one.graph, one.typeName, one.requires]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Without a key nothing could enter the new subgraph, and contexts are bound to the name of theirs. */
function isMovable(types: SupergraphTypes, { typeName, fieldName, graph }: Requirement): boolean {
  const keys = directivesOf(types.get(typeName)!, 'join__type').filter(
    (key) => graphOf(key) === graph && argumentOf(key, 'key') !== undefined && argumentOf(key, 'resolvable') !== false,
  );
  return keys.length > 0 && !takesContext(types.field(typeName, fieldName)!, graph);
}

function takesContext(field: FieldDefinitionNode, graph: string): boolean {
  return directivesOf(field, 'join__field').some(
    (one) => graphOf(one) === graph && one.arguments?.some(({ name }) => name.value === 'contextArguments'),
  );
}

/** A field without `join__field` is in every subgraph of its type: that is written down before types get more of them. */
function nameGraphsOfAllFields(types: SupergraphTypes): void {
  for (const type of types.all()) {
    if (!hasFields(type) && type.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) continue;
    const graphs = new Set(directivesOf(type, 'join__type').map((one) => graphOf(one)!));
    const named = [...graphs].map((graph) => graphDirective('join__field', graph));
    const fields = type.fields?.map((field) =>
      directivesOf(field, 'join__field').length > 0
        ? field
        : { ...field, directives: [...(field.directives ?? []), ...named] },
    );
    types.replace({ ...type, fields } as WithFields);
  }
}

function addVirtualSubgraph(types: SupergraphTypes, group: readonly Requirement[], virtual: string): void {
  const { graph, typeName } = group[0]!;
  const reach = new Reach(types, graph);
  reach.includeType('Query');
  for (const { fieldName } of group) reach.includeWholeField(typeName, fieldName);
  const moved = new Set(group.map(({ fieldName }) => `${typeName}.${fieldName}`));
  copyIntoGraph(types, { from: graph, to: virtual, included: reach.included, moved });
}

/** Declares the virtual subgraph at the address of the real one; returns the real one's name. */
function addGraph(types: SupergraphTypes, graph: string, virtual: string): string {
  const graphs = types.get('join__Graph') as EnumTypeDefinitionNode;
  const original = graphs.values!.find(({ name }) => name.value === graph)!;
  const named = (original.directives ?? []).map((directive) =>
    withArgument(directive, 'name', { kind: Kind.STRING, value: virtual }),
  );
  const value = { ...original, name: { kind: Kind.NAME as const, value: virtual }, directives: named };
  types.replace({ ...graphs, values: [...graphs.values!, value] });
  return String(argumentOf(directivesOf(original, 'join__graph')[0]!, 'name') ?? graph);
}
