import {
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isSpecifiedScalarType,
  parseType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { scalarKind, type InputField } from './input-shape.js';

/** What is wrong with a value. */
export interface InputProblem {
  /** Names of fields and indices of elements; empty for the value itself. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export const MISSING = 'Must be given';

/** What is wrong with the value of a field by the types of the schema; undefined is a value that is left out. */
export function inputProblems(
  value: unknown,
  { type, isRequired }: Pick<InputField, 'type' | 'isRequired'>,
  schema: GraphQLSchema,
): readonly InputProblem[] {
  if (value === undefined) return isRequired ? [{ path: [], message: MISSING }] : [];
  const known = typeFromAST(schema, parseType(type) as never);
  return isInputType(known) ? problemsOf(value, known, []) : [];
}

type Path = InputProblem['path'];

function problemsOf(value: unknown, type: GraphQLInputType, path: Path): InputProblem[] {
  const isNone = value === undefined || value === null;
  if (isNonNullType(type)) return isNone ? [{ path, message: MISSING }] : problemsOf(value, type.ofType, path);
  if (isNone) return [];
  if (isListType(type)) {
    // One value alone stands for a list of it.
    if (!Array.isArray(value)) return problemsOf(value, type.ofType, path);
    return value.flatMap((element, index) => problemsOf(element, type.ofType, [...path, index]));
  }
  if (isInputObjectType(type)) return problemsOfObject(value, type, path);
  const message = isEnumType(type) ? enumProblem(value, type.getValues()) : scalarProblem(value, type.name);
  return message === undefined ? [] : [{ path, message }];
}

function problemsOfObject(value: unknown, type: GraphQLInputObjectType, path: Path): InputProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ path, message: `Give fields of ${type.name}` }];
  const given = value as Readonly<Record<string, unknown>>;
  const fields = type.getFields();
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name) => ({ path, message: `${type.name} has no field ${name}` })),
    ...Object.values(fields).flatMap((field) => {
      const below = [...path, field.name];
      if (given[field.name] === undefined)
        return isRequiredInputField(field) ? [{ path: below, message: MISSING }] : [];
      return problemsOf(given[field.name], field.type, below);
    }),
  ];
}

function enumProblem(value: unknown, values: readonly { readonly name: string }[]): string | undefined {
  return values.some(({ name }) => name === value) ? undefined : 'Choose one of the values';
}

function scalarProblem(value: unknown, name: string): string | undefined {
  const kind = scalarKind(name);
  if (kind === 'json') return undefined;
  if (kind !== 'text') return HOLDS[kind](value) ? undefined : HINTS[kind];
  const isText = typeof value === 'string' || (name === 'ID' && Number.isInteger(value));
  return isText || !isSpecifiedScalarType({ name } as never) ? undefined : 'Write text; in JSON it stands in quotes';
}

const INT_MAX = 2 ** 31 - 1;

const HOLDS = {
  integer: (value: unknown) => Number.isInteger(value) && Math.abs((value as number) + 0.5) <= INT_MAX + 0.5,
  number: (value: unknown) => typeof value === 'number',
  truth: (value: unknown) => typeof value === 'boolean',
  date: (value: unknown) => isText(value, /^\d{4}-\d\d-\d\d$/),
  moment: (value: unknown) => isText(value, /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i),
} as const;

const HINTS = {
  integer: 'Write a whole number of up to nine digits, for example 100',
  number: 'Write a number, for example 2.5',
  truth: 'Choose yes or no',
  date: 'Write a date, for example 2017-03-31',
  moment: 'Write a moment with its zone, for example 2017-03-31T12:00:00Z',
} as const;

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value) && !Number.isNaN(Date.parse(value));
}
