import type { Subgraphs } from '../support/federation-case.js';
import type { FixtureResolver, Row, SubgraphFixture } from '../support/subgraph-fixture.js';
import {
  commonValue,
  extraValue,
  fieldsOf,
  fieldValue,
  implementationOf,
  INTERFACE_OBJECT_ROOT,
  isForgotten,
  objectOf,
  requiringValue,
  sentPart,
  type GeneratedObject,
} from './generated-values.js';
import {
  externalsIn,
  interfacesOf,
  isStub,
  keysIn,
  type FieldPlan,
  type GraphPlan,
  type TypePlan,
} from './graph-plan.js';
import { printSubgraph } from './print-subgraph.js';

/** The subgraphs of a plan, each answering what it owns and failing for what it does not. */
export function generatedSubgraphs(plan: GraphPlan): Subgraphs {
  return Object.fromEntries(plan.subgraphs.map((subgraph) => [subgraph, fixtureOf(plan, subgraph)]));
}

type Resolvers = Record<string, FixtureResolver>;

function fixtureOf(plan: GraphPlan, subgraph: string): SubgraphFixture {
  const fields: Resolvers = { 'Ref.id': (parent) => commonValue(asObject(parent), 'id') };
  for (const root of ['Query', 'Mutation']) {
    const object = { __typename: root, $id: '' };
    for (const field of fieldsOf(plan, root).filter(({ owners }) => owners.includes(subgraph))) {
      fields[`${root}.${field.name}`] = (_parent, args) => fieldValue(plan, object, field, args);
    }
  }
  for (const type of plan.types.filter(({ subgraphs }) => subgraphs.includes(subgraph))) {
    Object.assign(fields, (type.kind === 'entity' ? entityResolvers : valueResolvers)(plan, type, subgraph));
  }
  Object.assign(fields, interfaceObjectResolvers(plan, subgraph));
  return { sdl: printSubgraph(plan, subgraph), fields };
}

function asObject(parent: unknown): GeneratedObject {
  return parent as GeneratedObject;
}

function valueResolvers(plan: GraphPlan, type: TypePlan, subgraph: string): Resolvers {
  const own = type.fields.filter(({ owners }) => owners.includes(subgraph));
  return Object.fromEntries(own.map((field) => [`${type.name}.${field.name}`, ownResolver(plan, field)]));
}

function entityResolvers(plan: GraphPlan, type: TypePlan, subgraph: string): Resolvers {
  const externals = externalsIn(plan, type, subgraph);
  const resolvers: Resolvers = {
    [`${type.name}.__resolveReference`]: (representation) => {
      if (isStub(plan, type, subgraph)) return refuse();
      const object = objectOf(representation);
      return isForgotten(plan, object, subgraph) ? null : object;
    },
  };
  for (const name of commonFields(plan, type, subgraph)) {
    resolvers[`${type.name}.${name}`] = (parent) => commonValue(asObject(parent), name);
  }
  for (const field of type.fields) {
    if (field.owners.includes(subgraph)) resolvers[`${type.name}.${field.name}`] = ownResolver(plan, field);
    else if (externals.includes(field.name)) resolvers[`${type.name}.${field.name}`] = externalResolver(plan, field);
    else if (field.overrides === subgraph) resolvers[`${type.name}.${field.name}`] = refuse;
  }
  return resolvers;
}

function commonFields(plan: GraphPlan, type: TypePlan, subgraph: string): string[] {
  const keys = keysIn(type, subgraph).join(' ');
  const isImplementation = interfacesOf(plan, type.name).length > 0;
  return [
    ...(isImplementation || /^id|\bid$/.test(keys) ? ['id'] : []),
    ...(isImplementation ? ['label'] : []),
    ...['code', 'ref'].filter((name) => keys.includes(name)),
  ];
}

function ownResolver(plan: GraphPlan, field: FieldPlan): FixtureResolver {
  if (field.requires.length === 0) return (parent, args) => fieldValue(plan, asObject(parent), field, args);
  return (parent) =>
    requiringValue(
      field.name,
      field.requires.map(({ field: name, below }) => sentPart(sent(parent, name), below)),
    );
}

function sent(representation: Row, name: string): unknown {
  return Object.hasOwn(representation, name) ? representation[name] : 'not sent';
}

/** An external field is only known where it is provided. */
function externalResolver(plan: GraphPlan, field: FieldPlan): FixtureResolver {
  return (parent, args) => {
    const object = asObject(parent);
    return object.$provided?.includes(field.name) ? fieldValue(plan, object, field, args) : refuse();
  };
}

function refuse(): never {
  throw new Error('Asked for a field that another subgraph owns');
}

function interfaceObjectResolvers({ interfaceObject }: GraphPlan, subgraph: string): Resolvers {
  if (!interfaceObject) return {};
  const reference = `${interfaceObject.interfaceName}.__resolveReference`;
  if (subgraph === interfaceObject.resolver)
    return { [reference]: (representation) => implementationOf(representation) };
  if (subgraph !== interfaceObject.subgraph) return {};
  return {
    [`Query.${subgraph}_object`]: () => ({ $id: INTERFACE_OBJECT_ROOT.$id }),
    [reference]: (representation) => objectOf(representation),
    [`${interfaceObject.interfaceName}.id`]: (parent) => parent.$id as string,
    [`${interfaceObject.interfaceName}.extra`]: (parent, args) => extraValue(parent.$id as string, args),
    [`${interfaceObject.interfaceName}.told`]: (parent) => requiringValue('told', [sent(parent, 'label')]),
  };
}
