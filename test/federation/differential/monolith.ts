import { Supergraph } from '@apollo/federation-internals';
import { execute, parse, type ExecutionResult, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { ClientOperation } from '../support/running-graph.js';
import type { Row } from '../support/subgraph-fixture.js';
import {
  commonValue,
  extraValue,
  fieldsOf,
  fieldValue,
  INTERFACE_OBJECT_ROOT,
  requiringValue,
  type GeneratedObject,
} from './generated-values.js';
import type { FieldPlan, GraphPlan } from './graph-plan.js';

/** The whole graph as one schema over the same data: what every engine must answer. */
export interface Monolith {
  readonly schema: GraphQLSchema;
  ask(asked: ClientOperation): Promise<ExecutionResult>;
  /** The mutations that the last operation executed, in order. */
  mutations(): readonly string[];
}

export function createMonolith(plan: GraphPlan, supergraphSdl: string): Monolith {
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  const calls: string[] = [];
  return {
    schema,
    mutations: () => [...calls],
    async ask({ operation, variables }) {
      calls.length = 0;
      const root = operation.startsWith('mutation') ? 'Mutation' : 'Query';
      return execute({
        schema,
        document: parse(operation),
        rootValue: { __typename: root, $id: '' },
        variableValues: variables ?? {},
        fieldResolver: resolverOver(plan, (name) => calls.push(name)),
        typeResolver: (value) => (value as GeneratedObject).__typename,
      });
    },
  };
}

function resolverOver(plan: GraphPlan, onMutation: (name: string) => void): GraphQLFieldResolver<unknown, unknown> {
  return (parent, args: Row, _context, { fieldName, parentType }) => {
    if (parentType.name === 'Mutation') onMutation(fieldName);
    const object = parent as GeneratedObject;
    const field = fieldsOf(plan, parentType.name).find(({ name }) => name === fieldName);
    if (field) return valueOf(plan, object, field, args);
    if (fieldName === 'extra') return extraValue(object.$id, args);
    if (fieldName === 'told') return requiringValue('told', [commonValue(object, 'label')]);
    if (parentType.name === 'Query') return INTERFACE_OBJECT_ROOT;
    return commonValue(object, fieldName);
  };
}

function valueOf(plan: GraphPlan, object: GeneratedObject, field: FieldPlan, args: Row): unknown {
  if (field.requires.length === 0) return fieldValue(plan, object, field, args);
  const values = field.requires.map(({ field: name, n, below }) => {
    const required = fieldsOf(plan, object.__typename).find((other) => other.name === name)!;
    return partOf(plan, valueOf(plan, object, required, required.hasArgument ? { n: n ?? 1 } : {}), below);
  });
  return requiringValue(field.name, values);
}

function partOf(plan: GraphPlan, value: unknown, below: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => partOf(plan, item, below));
  if (below === undefined || value === null) return value;
  const object = value as GeneratedObject;
  const leaf = fieldsOf(plan, object.__typename).find(({ name }) => name === below)!;
  return { [below]: fieldValue(plan, object, leaf, {}) };
}
