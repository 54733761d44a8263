import { isNonNullType } from 'graphql';
import type { ListMode } from '../../kit/table/plan-table.js';
import type { DeclaredVariable } from '../pipeline/check-variables.js';
import { requestError, type RequestError } from '../pipeline/request-error.js';
import type { DataUrl } from './data-url.js';
import { variableValue } from './variable-value.js';

/** What the parameters of a data URL say. */
export interface DataParameters {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether rows with missing cells are wanted too. */
  readonly partial: boolean;
  readonly bom: boolean;
  /** Whether what lies around the list is repeated in every row. */
  readonly parents: boolean;
  /** The table that is wanted; null for the usual one. */
  readonly table: string | null;
  /** What becomes of lists inside the table, by their names from the table on. */
  readonly lists: Readonly<Record<string, ListMode>>;
}

/** Parameters that are no variables. A query may have a variable of such a name; the option is then `_partial`. */
const OPTIONS = ['partial', 'bom', 'parents', 'table', 'explode', 'count'] as const;
type Option = (typeof OPTIONS)[number];

/** Reads the parameters of a query that declares these variables. Throws `RequestError`, which tells names but no values. */
export function readParameters(
  parameters: DataUrl['parameters'],
  declared: readonly DeclaredVariable[],
): DataParameters {
  const byName = new Map(declared.map((variable) => [variable.name, variable]));
  const ofVariables = new Map<string, (readonly [path: string, value: string])[]>();
  const options = new Map<Option, string[]>();
  for (const [name, value] of parameters) {
    const variable = byName.get(name) ?? byName.get(name.split('.', 1)[0]!);
    const option = variable ? undefined : optionOf(name);
    if (variable) add(ofVariables, variable.name, [name.slice(variable.name.length + 1), value] as const);
    else if (option) add(options, option, value);
    else throw unknownParameter(name, [...byName.keys()]);
  }
  const variables: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, given] of ofVariables) {
    const value = variableValue(byName.get(name)!, given);
    if (value !== undefined) variables[name] = value;
  }
  assertGiven(declared, variables);
  return { variables, ...readOptions(options) };
}

/** What the graph itself says of a variable that is missing is for who reads GraphQL. */
function assertGiven(declared: readonly DeclaredVariable[], variables: Readonly<Record<string, unknown>>): void {
  const missing = declared.find(
    ({ name, type, defaultValue }) =>
      isNonNullType(type) && defaultValue === undefined && !Object.hasOwn(variables, name),
  );
  if (missing)
    throw requestError(
      400,
      'BAD_USER_INPUT',
      `The variable ${missing.name} must be given. Write ${missing.name}= and its value behind the ? of the address`,
    );
}

function readOptions(options: ReadonlyMap<Option, readonly string[]>): Omit<DataParameters, 'variables'> {
  const one = (name: Option) => options.get(name)?.at(-1);
  const truth = (name: Option, usual: boolean) => {
    const value = one(name)?.toLowerCase();
    if (value === undefined) return usual;
    if (value === 'true' || value === '1' || value === '') return true;
    if (value === 'false' || value === '0') return false;
    throw requestError(400, 'BAD_USER_INPUT', `The parameter ${name} must be true or false`);
  };
  const names = (name: Option) => (options.get(name) ?? []).flatMap((text) => text.split(',')).filter((text) => text);
  const lists = [
    ...names('explode').map((name) => [name, 'explode'] as const),
    ...names('count').map((name) => [name, 'count'] as const),
  ];
  return {
    partial: truth('partial', false),
    bom: truth('bom', false),
    parents: truth('parents', true),
    table: one('table') ?? null,
    lists: Object.fromEntries(lists),
  };
}

function optionOf(name: string): Option | undefined {
  const plain = name.startsWith('_') ? name.slice(1) : name;
  return OPTIONS.find((option) => option === plain);
}

function unknownParameter(name: string, known: readonly string[]): RequestError {
  const shown = /^[\w.-]{1,64}$/.test(name) ? ` ${name}` : '';
  const variables = known.length > 0 ? `Its variables are ${known.join(' and ')}` : 'It has no variables';
  return requestError(
    400,
    'UNKNOWN_VARIABLE',
    `The query has no variable${shown}. ${variables}; other parameters are ${OPTIONS.join(' and ')}`,
  );
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
