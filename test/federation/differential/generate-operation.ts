import {
  astFromValue,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isUnionType,
  parse,
  print,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { ClientOperation } from '../support/running-graph.js';
import { createChoices, type Choices } from './choices.js';
import { generateInput } from './generate-input.js';

const DEPTH = 5;
const SELECTIONS_MAX = 40;
const ODD_ALIASES = ['x', 'y', 'id', 'code', 'label', '__proto__', 'constructor', 'toString'];

interface Draft {
  readonly choices: Choices;
  readonly schema: GraphQLSchema;
  /** Whether aliases may be any name; else only what keeps arguments apart. */
  readonly isBold: boolean;
  readonly declarations: string[];
  readonly variables: Record<string, unknown>;
  readonly fragments: { readonly name: string; readonly on: string; readonly text: string }[];
  selections: number;
}

/** Makes a valid query or mutation for a schema. Should bold aliases make it invalid, they are left out. */
export function generateOperation(numbers: readonly number[], schema: GraphQLSchema): ClientOperation {
  const bold = draftOperation(numbers, schema, true);
  return validate(schema, parse(bold.operation)).length === 0 ? bold : draftOperation(numbers, schema, false);
}

function draftOperation(numbers: readonly number[], schema: GraphQLSchema, isBold: boolean): ClientOperation {
  const choices = createChoices(numbers);
  const draft: Draft = { choices, schema, isBold, declarations: [], variables: {}, fragments: [], selections: 0 };
  const mutation = choices.chance(20) ? schema.getMutationType() : undefined;
  const selection = selectionSet(draft, mutation ?? schema.getQueryType()!, DEPTH);
  const declared = draft.declarations.length > 0 ? ` (${draft.declarations.join(', ')})` : '';
  const fragments = draft.fragments.map(({ name, on, text }) => `\nfragment ${name} on ${on} ${text}`);
  return {
    operation: `${mutation ? 'mutation' : 'query'}${declared} ${selection}${fragments.join('')}`,
    variables: draft.variables,
  };
}

function selectionSet(draft: Draft, type: GraphQLCompositeType, depth: number): string {
  const { choices } = draft;
  const parts: string[] = [];
  if (!isUnionType(type)) {
    const fields = Object.values(type.getFields());
    const count = 1 + choices.upTo(4);
    for (let i = 0; i < count; i += 1) parts.push(fieldSelection(draft, choices.pick(fields), depth));
  }
  parts.push(...fragmentSelections(draft, type, depth));
  if (parts.length === 0 || choices.chance(15)) parts.push(choices.chance(30) ? 'kind: __typename' : '__typename');
  return `{ ${parts.join(' ')} }`;
}

function fieldSelection(draft: Draft, field: GraphQLField<unknown, unknown>, depth: number): string {
  draft.selections += 1;
  const type = getNamedType(field.type);
  const args = argumentsFor(draft, field);
  const below = isCompositeType(type) ? ` ${belowField(draft, type, depth)}` : '';
  return `${aliasFor(draft, field.name, args)}${field.name}${args}${directiveFor(draft)}${below}`;
}

function belowField(draft: Draft, type: GraphQLCompositeType, depth: number): string {
  return depth <= 0 || draft.selections >= SELECTIONS_MAX ? '{ __typename }' : selectionSet(draft, type, depth - 1);
}

function fragmentSelections(draft: Draft, type: GraphQLCompositeType, depth: number): string[] {
  const { choices, schema } = draft;
  if (depth <= 0 || draft.selections >= SELECTIONS_MAX) return [];
  const possible: readonly GraphQLCompositeType[] = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  const interfaces = possible.flatMap((member) => (isObjectType(member) ? member.getInterfaces() : []));
  const conditions = isAbstractType(type)
    ? [...choices.some(possible, 70), ...choices.some(interfaces.slice(0, 1), 20)]
    : choices.some([type, ...interfaces.slice(0, 1)], 12);
  return conditions.map((condition) => fragmentOn(draft, condition, depth));
}

function fragmentOn(draft: Draft, type: GraphQLCompositeType, depth: number): string {
  const { choices, fragments } = draft;
  const known = fragments.find(({ on }) => on === type.name);
  if (known && choices.chance(40)) return `...${known.name}${directiveFor(draft)}`;
  const directive = directiveFor(draft);
  const text = selectionSet(draft, type, depth - 1);
  if (!choices.chance(40)) return `... on ${type.name}${directive} ${text}`;
  const name = `F${fragments.length}`;
  fragments.push({ name, on: type.name, text });
  return `...${name}${directive}`;
}

function argumentsFor(draft: Draft, field: GraphQLField<unknown, unknown>): string {
  const has = (wanted: string) => field.args.some(({ name }) => name === wanted);
  const others = field.args.filter(({ name }) => name !== 'n' && name !== 'by');
  const args = [
    has('n') ? argumentFor(draft) : '',
    has('by') ? inputFor(draft) : '',
    ...others.map((argument) => anyArgument(draft, argument)),
  ].filter((text) => text !== '');
  return args.length === 0 ? '' : `(${args.join(', ')})`;
}

function argumentFor(draft: Draft): string {
  const { choices, declarations, variables } = draft;
  if (!choices.chance(70)) return '';
  if (choices.chance(50)) return `n: ${choices.pick(['0', '1', '2', 'null'])}`;
  const name = `v${declarations.length}`;
  declarations.push(`$${name}: Int${choices.chance(30) ? ' = 2' : ''}`);
  if (choices.chance(70)) variables[name] = choices.pick([0, 1, 2, null]);
  return `n: $${name}`;
}

function directiveFor(draft: Draft): string {
  const { choices, declarations, variables } = draft;
  if (!choices.chance(12)) return '';
  const directive = choices.pick(['include', 'skip']);
  if (choices.chance(20)) return ` @skip(if: ${choices.chance(30)}) @include(if: ${choices.chance(70)})`;
  if (choices.chance(30)) return ` @${directive}(if: ${choices.chance(50)})`;
  const name = `v${declarations.length}`;
  declarations.push(`$${name}: Boolean!`);
  variables[name] = choices.chance(50);
  return ` @${directive}(if: $${name})`;
}

function inputFor({ choices, declarations, variables }: Draft): string {
  if (!choices.chance(70)) return '';
  return `by: ${generateInput({ choices, declarations, variables })}`;
}

/** An argument of any type: as a literal, or as a variable with or without a default. */
function anyArgument(draft: Draft, argument: GraphQLArgument): string {
  const { choices, declarations, variables } = draft;
  const isRequired = isRequiredArgument(argument);
  if (!isRequired && choices.chance(30)) return '';
  const value = valueFor(choices, argument.type);
  const literal = print(astFromValue(value, argument.type)!);
  if (choices.chance(40)) return `${argument.name}: ${literal}`;
  const name = `v${declarations.length}`;
  const hasDefault = !isRequired && value !== null && choices.chance(40);
  const type = hasDefault ? getNullableType(argument.type) : argument.type;
  declarations.push(`$${name}: ${String(type)}${hasDefault ? ` = ${literal}` : ''}`);
  if (isRequired || choices.chance(70)) variables[name] = valueFor(choices, type);
  return `${argument.name}: $${name}`;
}

function valueFor(choices: Choices, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return givenValue(choices, type.ofType);
  return choices.chance(15) ? null : givenValue(choices, type);
}

function givenValue(choices: Choices, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return givenValue(choices, type.ofType);
  if (isListType(type)) return Array.from({ length: choices.upTo(3) }, () => valueFor(choices, type.ofType));
  if (isEnumType(type)) return choices.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || choices.chance(50));
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(choices, field.type)]));
  }
  if (isScalarType(type) && type.name === 'Boolean') return choices.chance(50);
  return type.name === 'String' || type.name === 'ID' ? choices.pick(['', 'a', 'b"\n']) : choices.upTo(4);
}

/** Empty where the field keeps its name. */
function aliasFor(draft: Draft, fieldName: string, args: string): string {
  const { choices, isBold, schema } = draft;
  const wanted = choices.chance(8);
  const entity = choices.pick(
    Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__')),
  );
  const names = [
    ...ODD_ALIASES,
    ...(isObjectType(entity) || isInterfaceType(entity) ? Object.keys(entity.getFields()) : []),
  ];
  const odd = choices.pick(names);
  if (isBold && wanted) return `${odd}: `;
  return args === '' ? '' : `${fieldName}${args.replace(/\W/g, (sign) => `_${sign.codePointAt(0)}`)}: `;
}
