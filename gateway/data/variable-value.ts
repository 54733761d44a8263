import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { JsonRefused, parseStrictJson } from '../http/strict-json.js';
import type { DeclaredVariable } from '../pipeline/check-variables.js';
import { requestError, type RequestError } from '../pipeline/request-error.js';

/** What a URL says of one variable: texts, with the names inside an input object that they are for. */
export type GivenTexts = readonly (readonly [path: string, value: string])[];

/** Names inside one another. */
const DEPTH_MAX = 10;
const INT_MAX = 2_147_483_647;
const NAMES_TOLD_MAX = 50;
/** Scalars whose values may be anything that JSON can say. */
const JSON_SCALARS = /^(JSON|JSONObject|Any|Map)$/;

/**
 * The value of a variable by its type: a list from repeated parameters, or one with commas or in JSON; an input object from
 * dotted names or in JSON. Undefined where nothing is given, as an empty text is for what is no text. Whether it is valid is
 * for the pipeline to say. Throws `RequestError`.
 */
export function variableValue({ name, type }: DeclaredVariable, given: GivenTexts): unknown {
  return valueOf(type, given, name);
}

function valueOf(type: GraphQLInputType, given: GivenTexts, place: string): unknown {
  const plain = getNullableType(type);
  const whole = given.filter(([path]) => path === '').map(([, value]) => value);
  if (isInputObjectType(plain)) {
    if (whole.length === 0) return objectValue(plain, given, place);
    if (given.length > 1) throw refused(place, 'is given twice');
    return whole[0] === '' ? undefined : jsonValue(whole[0]!, place);
  }
  if (whole.length < given.length) throw refused(place, 'has no fields');
  if (!isListType(plain)) {
    if (whole.length > 1) throw refused(place, 'is given twice');
    return scalarValue(plain, whole[0]!, place);
  }
  if (whole.length === 1 && whole[0]!.startsWith('[')) return jsonValue(whole[0]!, place);
  const element = getNullableType(plain.ofType);
  if (isListType(element) || isInputObjectType(element)) return whole.map((text) => jsonValue(text, place));
  return whole
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '')
    .map((text) => scalarValue(element, text, place));
}

function objectValue(type: GraphQLInputObjectType, given: GivenTexts, place: string): unknown {
  if (place.split('.').length > DEPTH_MAX) throw refused(place, 'has names too deep inside one another');
  const fields = type.getFields();
  const byField = new Map<string, (readonly [string, string])[]>();
  for (const [path, value] of given) {
    const [name = '', ...rest] = path.split('.');
    byField.set(name, [...(byField.get(name) ?? []), [rest.join('.'), value]]);
  }
  const entries = [...byField].map(([name, texts]) => {
    if (!Object.hasOwn(fields, name))
      throw refused(place, `has no such field. Its fields are ${Object.keys(fields).join(' and ')}`);
    return [name, valueOf(fields[name]!.type, texts, `${place}.${name}`)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function scalarValue(type: GraphQLInputType, text: string, place: string): unknown {
  const name = String(getNullableType(type));
  if (name === 'String') return text;
  if (text === '') return undefined;
  switch (name) {
    case 'Int':
      if (!/^[+-]?\d{1,10}$/.test(text) || Math.abs(Number(text)) > INT_MAX)
        throw refused(place, 'must be a whole number between -2147483648 and 2147483647');
      return Number(text);
    case 'Float':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw refused(place, 'must be a number');
      return Number(text);
    case 'Boolean':
      if (/^(true|1|yes)$/i.test(text)) return true;
      if (/^(false|0|no)$/i.test(text)) return false;
      throw refused(place, 'must be true or false');
    default:
      if (isEnumType(type)) return enumValue(type, text, place);
      return isScalarType(type) && JSON_SCALARS.test(name) ? jsonValue(text, place) : text;
  }
}

function enumValue(type: GraphQLEnumType, text: string, place: string): string {
  const names = type.getValues().map(({ name }) => name);
  if (names.includes(text)) return text;
  throw refused(place, `must be ${names.slice(0, NAMES_TOLD_MAX).join(' or ')}`);
}

function jsonValue(text: string, place: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonRefused) throw refused(place, `must be JSON: ${error.message}`);
    throw error;
  }
}

function refused(place: string, problem: string): RequestError {
  return requestError(400, 'BAD_USER_INPUT', `The variable ${place} ${problem}`);
}
