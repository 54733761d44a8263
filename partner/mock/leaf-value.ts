import { isEnumType, type GraphQLLeafType } from 'graphql';
import type { Draw } from './draw.js';
import { brokenBetween, brokenFor, wholeFor } from './numbers.js';
import { fieldWords, kebab } from './field-words.js';
import { dayFor, momentFor, timeOfDay } from './moments.js';
import { patternText } from './pattern-text.js';
import type { ValueRule } from './settings.js';
import * as texts from './texts.js';
import type { TextPlace } from './texts.js';

/** Where a scalar or an enum stands. */
export interface LeafPlace {
  readonly type: GraphQLLeafType;
  /** The type that has the field. */
  readonly owner: string;
  readonly field: string;
  readonly description: string;
  readonly draw: Draw;
  readonly ofObject: () => Draw;
  /** What the settings say about the field and about the scalar, the field's first. */
  readonly rules: readonly ValueRule[];
}

/** A value for a scalar or an enum: as the settings say, else as its type, description and name suggest. */
export function leafValue(place: LeafPlace): unknown {
  for (const rule of place.rules) {
    const value = ruled(rule, place);
    if (value !== undefined) return value;
  }
  const { type } = place;
  if (isEnumType(type)) return place.draw.pick(type.getValues()).value as unknown;
  return guessed({ ...place, type, words: fieldWords(place.field) });
}

/** Undefined when the rule is about something else than the value. */
function ruled(rule: ValueRule, { draw, type }: LeafPlace): unknown {
  if (rule.value !== undefined) return rule.value;
  if (rule.values !== undefined) return draw.pick(rule.values);
  if (rule.pattern !== undefined) return patternText(rule.pattern, draw) ?? rule.pattern;
  const { min, max, decimals } = rule;
  if (min === undefined && max === undefined && decimals === undefined) return undefined;
  const low = min ?? Math.min(0, max ?? 0);
  const high = Math.max(low, max ?? low + 1_000);
  const number =
    decimals === undefined && type.name !== 'Float'
      ? draw.between(Math.ceil(low), Math.floor(high))
      : brokenBetween(low, high, draw, decimals ?? 2);
  const isNumber = type.name === 'Int' || type.name === 'Float';
  return isNumber ? number : decimals === undefined ? number : number.toFixed(decimals);
}

type GuessPlace = LeafPlace & TextPlace;

/** Scalars of the specification, and those that many schemas call alike. */
const BY_TYPE: readonly (readonly [RegExp, (place: GuessPlace) => unknown])[] = [
  [/^Boolean$/, ({ draw }) => draw.chance(0.5)],
  [/^Int$/, ({ words, description, draw }) => wholeFor(words, description, draw)],
  [/^Float$/, ({ words, description, draw }) => brokenFor(words, description, draw)],
  [/^(Local)?Date$/, ({ words, draw }) => dayFor(words, draw)],
  [/^(Date ?Time(ISO)?|Timestamp|Instant|ISO8601DateTime)$/, ({ words, draw }) => momentFor(words, draw)],
  [/^(Local)?Time$/, ({ draw }) => timeOfDay(draw)],
  [/^(ISO8601)?Duration$/, ({ draw }) => `P${draw.between(1, 90)}D`],
  [/^(UR[LI]|Ur[li]|Website)$/, texts.url],
  [/^Email(Address)?$/, texts.email],
  [/^(UUID|GUID|Uuid|Guid)$/, texts.uuid],
  [/^(JSON|JSONObject|Json|Map|Object)$/, ({ words, draw }) => ({ [kebab(words)]: draw.between(1, 99) })],
  [
    /^((Non|Un|Positive|Negative|Big|Safe).*Int|BigInt|Long|U?Int\d+)$/,
    ({ words, description, draw }) => wholeFor(words, description, draw),
  ],
  [
    /^(Big)?Decimal$|Money|Amount|Price/,
    ({ words, description, draw }) => brokenFor(words, description, draw).toFixed(2),
  ],
  [/^Currency(Code)?$/, texts.currency],
  [/^Country(Code)?$/, texts.countryCode],
  [/^(Locale|Language(Code)?)$/, texts.language],
  [/^(Phone|PhoneNumber)$/, texts.phone],
  [/^(Post[cC]ode|PostalCode|Zip|ZipCode)$/, texts.postcode],
  [/^Latitude$/, ({ draw }) => brokenBetween(50, 58, draw, 5)],
  [/^Longitude$/, ({ draw }) => brokenBetween(-5, 1, draw, 5)],
  [/^(HexColou?r(Code)?|Colou?r)$/, texts.hexColour],
  [/^IP(v4)?(Address)?$/, texts.ipAddress],
];

function guessed(place: GuessPlace): unknown {
  const { type, description, draw } = place;
  const isText = type.name === 'String' || type.name === 'ID';
  const described = fromDescription(description, draw);
  if (isText && described !== undefined) return described;
  if (type.name === 'ID') return `${kebab(place.owner)}-${draw.between(10_001, 999_999)}`;
  const known = BY_TYPE.find(([pattern]) => pattern.test(type.name))?.[1];
  if (known) return known(place);
  return described ?? fromDescription(type.description ?? '', draw) ?? texts.textFor(place);
}

/** A text as a description shows it: by a regular expression, by what it lists, or by an example. */
function fromDescription(description: string, draw: Draw): string | undefined {
  const pattern = /`(\^[^`]+\$)`/.exec(description)?.[1];
  const matching = pattern === undefined ? undefined : patternText(pattern, draw);
  if (matching !== undefined) return matching;
  const listed = /\bone of ((?:[`"][^`"]+[`"](?:, | or |, or )?){2,})/i.exec(description)?.[1];
  if (listed !== undefined) return draw.pick([...listed.matchAll(/[`"]([^`"]+)[`"]/g)].map(([, item]) => item!));
  const example = /\b(?:for example|such as|e\.g\.)[,:]? [`"]([^`"]+)[`"]/i.exec(description)?.[1];
  return example === undefined ? undefined : like(example, draw);
}

/** An example of a code with other letters and digits; any other example as it is. */
function like(example: string, draw: Draw): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(example)) return example.length === 10 ? dayFor('', draw) : momentFor('', draw);
  if (!/\d/.test(example) || /\s|:\/\//.test(example)) return example;
  return example
    .replaceAll(/[1-9]/g, () => String(draw.between(1, 9)))
    .replaceAll(/[A-Z]/g, () => draw.pick([...'ABCDEFGHJKLMNPRSTUVWXYZ']));
}
