import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  valueFromASTUntyped,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

/** How a value is asked for. */
export type InputShape =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'list'; readonly of: InputShape }
  | { readonly kind: 'object'; readonly type: string };

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
}

/** A variable, or a field of an input object. */
export interface InputField {
  readonly name: string;
  /** The type as the schema language writes it. */
  readonly type: string;
  readonly description: string;
  /** Whether a value must be given, as there is no default. */
  readonly isRequired: boolean;
  /** Whether it may be null. */
  readonly isNullable: boolean;
  /** Undefined for none. */
  readonly default: unknown;
  readonly shape: InputShape;
}

/** How the variables of an operation are asked for, in their order; those of a type that the schema has not are left out. */
export function fieldsOfVariables(schema: GraphQLSchema, variables: readonly VariableDefinitionNode[]): InputField[] {
  return variables.flatMap(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined;
    if (!type) return [];
    const preset: unknown = defaultValue ? valueFromASTUntyped(defaultValue) : undefined;
    return [inputField({ name: variable.name.value, type, description: '', default: preset })];
  });
}

/** How the fields of an input object are asked for; deprecated ones no more. */
export function fieldsOfObject(schema: GraphQLSchema, typeName: string): InputField[] {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields())
    .filter(({ deprecationReason }) => deprecationReason == null)
    .map((field) =>
      inputField({
        name: field.name,
        type: field.type,
        description: field.description ?? '',
        default: field.defaultValue,
      }),
    );
}

interface Described {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly description: string;
  readonly default: unknown;
}

function inputField({ name, type, description, default: preset }: Described): InputField {
  const isNullable = !isNonNullType(type);
  const isRequired = !isNullable && preset === undefined;
  return { name, type: String(type), description, isRequired, isNullable, default: preset, shape: shapeOf(type) };
}

function shapeOf(given: GraphQLInputType): InputShape {
  const type = getNullableType(given);
  if (isListType(type)) return { kind: 'list', of: shapeOf(type.ofType) };
  if (isInputObjectType(type)) return { kind: 'object', type: type.name };
  if (isEnumType(type)) {
    const values = type.getValues().filter(({ deprecationReason }) => deprecationReason == null);
    const choices = values.map(({ name, description }) => ({
      value: name,
      label: inWords(name),
      description: description ?? undefined,
    }));
    return { kind: 'choice', choices };
  }
  return { kind: isScalarType(type) ? scalarKind(type.name) : 'json' };
}

export type ScalarKind = 'text' | 'integer' | 'number' | 'truth' | 'date' | 'moment' | 'json';

/** How a scalar is written: by a control that a browser has for it, else as text. */
export function scalarKind(name: string): ScalarKind {
  return Object.hasOwn(SCALARS, name) ? SCALARS[name]! : 'text';
}

const SCALARS: Readonly<Record<string, ScalarKind>> = {
  Int: 'integer',
  Float: 'number',
  Boolean: 'truth',
  Date: 'date',
  LocalDate: 'date',
  DateTime: 'moment',
  JSON: 'json',
  JSONObject: 'json',
};

const SHORT_WORDS = new Set([
  'A',
  'AN',
  'AND',
  'BY',
  'FOR',
  'IN',
  'IS',
  'NEW',
  'NO',
  'NOT',
  'OF',
  'OLD',
  'ON',
  'OR',
  'THE',
  'TO',
  'YES',
]);

/** `GP_PRACTICE` as people write it. A short word in capitals may be an abbreviation, so it stays. */
export function inWords(name: string): string {
  const words = name.split('_').map((word) => (word.length <= 3 && !SHORT_WORDS.has(word) ? word : word.toLowerCase()));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
