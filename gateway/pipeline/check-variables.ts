import {
  coerceInputValue,
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { hasInheritedName, inheritingNothing } from './inherited-names.js';
import { RequestError } from './request-error.js';

/** A variable that an operation declares. */
export interface DeclaredVariable {
  readonly name: string;
  readonly type: GraphQLInputType;
  /** Undefined when there is none. */
  readonly defaultValue: unknown;
  /** Whether the library would take what every object inherits for a field that was given. */
  readonly hasInheritedName: boolean;
}

const ERRORS_MAX = 10;
const NONE: Readonly<Record<string, unknown>> = Object.freeze({});

/** The variables that a valid operation declares. */
export function declaredVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): DeclaredVariable[] {
  return variableDefinitions.flatMap(({ variable, type: typeNode, defaultValue }) => {
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) return [];
    return [
      {
        name: variable.name.value,
        type,
        defaultValue: defaultValue && valueFromAST(defaultValue, type),
        hasInheritedName: hasInheritedName(type),
      },
    ];
  });
}

/**
 * CoerceVariableValues of the GraphQL specification, section 6.1.2. Throws `RequestError`, whose messages say names and
 * types but no value.
 */
export function checkVariables(
  declared: readonly DeclaredVariable[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (declared.length === 0) return NONE;
  const coerced: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const variable of declared) {
    const { name, type, defaultValue } = variable;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) setOwn(coerced, name, coerce({ name, type, problems }, safe(variable, value)));
    else if (defaultValue !== undefined) setOwn(coerced, name, defaultValue);
    else if (isNonNullType(type))
      problems.push(`Variable "$${name}" of required type "${String(type)}" was not provided`);
  }
  if (problems.length > 0) throw refused(problems);
  return coerced;
}

function safe(variable: DeclaredVariable, value: unknown): unknown {
  return variable.hasInheritedName ? inheritingNothing(value) : value;
}

interface Coercing {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly problems: string[];
}

function coerce({ name, type, problems }: Coercing, value: unknown): unknown {
  return coerceInputValue(value, type, (path, _value, { message }) => {
    const place = path.length > 0 ? ` at "${placeText(name, path)}"` : '';
    problems.push(`Variable "$${name}" got an invalid value${place}; ${withoutValue(message)}`);
    if (problems.length >= ERRORS_MAX) throw refused(problems);
  });
}

function placeText(name: string, path: readonly (string | number)[]): string {
  return name + path.map((element) => (typeof element === 'number' ? `[${element}]` : `.${element}`)).join('');
}

/** Takes the client's value out of a message of the library, and suggestions of names. */
function withoutValue(message: string): string {
  const enumeration = /^Value .* does not exist in ("[^"]*" enum)/s.exec(message);
  if (enumeration) return `Value does not exist in ${enumeration[1]}`;
  const expected =
    /^(?:Expected (?:non-nullable )?type "[^"]*"(?: not to be null| to be an object)?|Field "[^"]*" [^.]*)/.exec(
      message,
    );
  return expected?.[0] ?? message.replace(/:.*$/s, '');
}

function setOwn(values: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(values, name, { value, writable: true, enumerable: true, configurable: true });
  else values[name] = value;
}

function refused(problems: readonly string[]): RequestError {
  return new RequestError(
    400,
    problems.map((message) => ({ message, extensions: { code: 'BAD_USER_INPUT' } })),
  );
}
