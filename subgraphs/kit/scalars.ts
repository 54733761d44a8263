import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { refuse } from './errors.js';

/** A calendar date, ISO 8601 `YYYY-MM-DD`, checked against the calendar. */
export const DateScalar = textScalar('Date', 'a date written YYYY-MM-DD', isDate);

/** A moment in UTC, RFC 3339. Handed to resolvers as text with milliseconds and `Z`. */
export const DateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: (value) => parseDateTime(value),
  parseLiteral: (node) => parseDateTime(textOf(node)),
});

/** An Organisation Data Service code, `^[A-Z0-9]{1,12}$`. */
export const OdsCodeScalar = textScalar('OdsCode', 'an ODS code of 1 to 12 upper-case letters and digits', (text) =>
  /^[A-Z0-9]{1,12}$/.test(text),
);

/** A decimal number as text, at most 15 digits before the point. */
export const DecimalScalar = textScalar('Decimal', 'a decimal number in text, such as "12.50"', (text) =>
  /^-?\d{1,15}(\.\d{1,9})?$/.test(text),
);

/** Whether a text is a day of the Gregorian calendar between the years 1 and 9999. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function textScalar(
  name: string,
  wanted: string,
  isValid: (text: string) => boolean,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw refuse('BAD_USER_INPUT', `${name} must be ${wanted}`);
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(textOf(node)),
  });
}

function textOf(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function parseDateTime(value: unknown): string {
  const isMoment =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const time = isMoment ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw refuse('BAD_USER_INPUT', 'DateTime must be a moment such as "2016-12-01T09:30:00Z"');
  return new Date(time).toISOString();
}
