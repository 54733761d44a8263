import { buildSubgraph, errorCauses, type InterfaceType, type ObjectType } from '@apollo/federation-internals';
import { parse, type GraphQLError, type GraphQLSchema, type SelectionSetNode, Kind } from 'graphql';
import { JoineryError } from '../../kit/errors.js';

/** A subgraph's schema, as it can be executed. */
export interface ReadSubgraph {
  /** As it was given. */
  readonly sdl: string;
  /** Without what federation adds by itself, in a form that does not depend on how it was written. */
  readonly printed: string;
  /** With `_service`, and `_entities` where there are any. */
  readonly schema: GraphQLSchema;
  /** The field sets of the keys of each entity, in the order in which they are written. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** The same of the object types that `_entities` gives: those with keys that can be resolved. */
  readonly entities: ReadonlyMap<string, readonly SelectionSetNode[]>;
}

/** Reads a subgraph's schema of federation 1 or 2. `source` names it in errors. Throws `SUBGRAPH_SCHEMA_INVALID` with every problem. */
export function readSubgraph(sdl: string, source: string): ReadSubgraph {
  const subgraph = built(sdl, source);
  const key = subgraph.metadata().keyDirective();
  const keysIn = (types: Iterable<KeyedType>, isWanted: (resolvable: boolean) => boolean) => {
    const all = [...types].map((type) => {
      const directives = type.appliedDirectivesOf(key).map((directive) => directive.arguments());
      const wanted = directives.filter(({ resolvable = true }) => isWanted(resolvable));
      return [type.name, wanted.map(({ fields }) => selectionOf(String(fields)))] as const;
    });
    return new Map(all.filter(([, sets]) => sets.length > 0));
  };
  const objects = [...subgraph.schema.objectTypes()];
  return {
    sdl,
    printed: subgraph.toString(),
    schema: subgraph.schema.toGraphQLJSSchema(),
    keys: keysIn([...objects, ...subgraph.schema.interfaceTypes()], () => true),
    entities: keysIn(objects, (resolvable) => resolvable),
  };
}

type KeyedType = ObjectType | InterfaceType;

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
