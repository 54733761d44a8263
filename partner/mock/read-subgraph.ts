import { buildSubgraph, errorCauses } from '@apollo/federation-internals';
import { parse, type GraphQLError, type GraphQLSchema, type SelectionSetNode, Kind } from 'graphql';
import { JoineryError } from '../../kit/errors.js';

/** A subgraph's schema, as it can be executed. */
export interface ReadSubgraph {
  /** As it was given. */
  readonly sdl: string;
  /** With `_service`, and `_entities` where there are any. */
  readonly schema: GraphQLSchema;
  /** The field sets of the keys of each entity, in the order in which they are written. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
}

/** Reads a subgraph's schema of federation 1 or 2. `source` names it in errors. Throws `SUBGRAPH_SCHEMA_INVALID` with every problem. */
export function readSubgraph(sdl: string, source: string): ReadSubgraph {
  const subgraph = built(sdl, source);
  const key = subgraph.metadata().keyDirective();
  const types = [...subgraph.schema.objectTypes(), ...subgraph.schema.interfaceTypes()];
  const keys = types.map((type) => {
    const fields = type.appliedDirectivesOf(key).map((directive) => String(directive.arguments().fields));
    return [type.name, fields.map(selectionOf)] as const;
  });
  return {
    sdl,
    schema: subgraph.schema.toGraphQLJSSchema(),
    keys: new Map(keys.filter(([, sets]) => sets.length > 0)),
  };
}

function built(sdl: string, source: string) {
  try {
    return buildSubgraph('subgraph', 'http://subgraph', sdl).validate();
  } catch (error) {
    const causes: readonly GraphQLError[] = errorCauses(error as Error) ?? [];
    if (causes.length === 0) throw error;
    const told = causes.map((cause) => `${codeOf(cause)}: ${source}${lineOf(cause)}: ${textOf(cause)}`);
    throw new JoineryError('SUBGRAPH_SCHEMA_INVALID', told.join('; '), { cause: error });
  }
}

function codeOf({ extensions }: GraphQLError): string {
  return typeof extensions['code'] === 'string' ? extensions['code'] : 'INVALID_GRAPHQL';
}

function lineOf({ nodes, locations }: GraphQLError): string {
  const line = nodes?.[0]?.loc?.startToken.line ?? locations?.[0]?.line;
  return line === undefined ? '' : `:${line}`;
}

function textOf({ message }: GraphQLError): string {
  return message.replace(/^\[subgraph\] /, '').replace(/[.\s]*$/, '');
}

function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A field set is a selection');
  return definition.selectionSet;
}
