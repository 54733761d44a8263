import { Supergraph } from '@apollo/federation-internals';
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  typeFromAST,
  type GraphQLInputType,
} from 'graphql';
import { drawFrom } from '../mock/draw.js';
import { leafValue } from '../mock/leaf-value.js';
import type { VariablesFor } from './find-losses.js';

/** Makes up values for the variables that operations on a supergraph need and have no default for. */
export function createVariablesFor(sdl: string): VariablesFor {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: null });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  return ({ node }) => {
    const needed = (node.variableDefinitions ?? []).filter(
      ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    );
    return Object.fromEntries(
      needed.map(({ variable, type }) => {
        const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
        return [variable.name.value, found ? valueOf(found, variable.name.value) : null];
      }),
    );
  };
}

function valueOf(type: GraphQLInputType, name: string): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [valueOf(inner.ofType, name)];
  if (isScalarType(inner) || isEnumType(inner)) {
    const draw = drawFrom('variable', name);
    return leafValue({ type: inner, owner: '', field: name, description: '', draw, ofObject: () => draw, rules: [] });
  }
  if (!isInputObjectType(inner)) return null;
  const needed = Object.values(inner.getFields()).filter(
    ({ type: fieldType, defaultValue }) => isNonNullType(fieldType) && defaultValue === undefined,
  );
  return Object.fromEntries(needed.map((field) => [field.name, valueOf(field.type, field.name)]));
}
