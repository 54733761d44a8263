import type { Draw } from './draw.js';
import { kebab } from './field-words.js';
import { dayFor, momentFor, timeOfDay } from './moments.js';
import {
  ADJECTIVES,
  COLOURS,
  COUNTRIES,
  COUNTRY_CODES,
  CURRENCIES,
  FAMILY_NAMES,
  GIVEN_NAMES,
  LANGUAGES,
  NOUNS,
  SENTENCES,
  STREETS,
  TOWNS,
} from './words.js';

/** Where a text stands. */
export interface TextPlace {
  /** The type that has the field. */
  readonly owner: string;
  /** The words of the field's name. */
  readonly words: string;
  readonly draw: Draw;
  /** The same in all fields of one object, so that a name fits its parts. */
  readonly ofObject: () => Draw;
}

type Make = (place: TextPlace) => string;

const person = ({ ofObject }: TextPlace) => {
  const draw = ofObject();
  return { given: draw.pick(GIVEN_NAMES), family: draw.pick(FAMILY_NAMES) };
};
const phrase = (draw: Draw) => `${draw.pick(ADJECTIVES)} ${draw.pick(NOUNS)}`;
const hex = (draw: Draw, length: number) => Array.from({ length }, () => draw.between(0, 15).toString(16)).join('');

/** Random, version 4, of RFC 9562. */
export const uuid: Make = ({ draw }) =>
  `${hex(draw, 8)}-${hex(draw, 4)}-4${hex(draw, 3)}-${draw.pick(['8', '9', 'a', 'b'])}${hex(draw, 3)}-${hex(draw, 12)}`;
export const email: Make = (place) => {
  const { given, family } = person(place);
  return `${given}.${family}@example.org`.toLowerCase();
};
export const url: Make = ({ owner, draw }) => `https://example.org/${kebab(owner)}/${draw.between(1, 99_999)}`;
/** Of the range that Ofcom keeps free for drama. */
export const phone: Make = ({ draw }) => `01632 960${String(draw.between(0, 999)).padStart(3, '0')}`;
/** Of the area ZZ99, in which nobody lives. */
export const postcode: Make = ({ draw }) =>
  `ZZ99 ${draw.between(1, 9)}${draw.pick([...'ABDEFGHJLNPQRSTUWXYZ'])}${draw.pick([...'ABDEFGHJLNPQRSTUWXYZ'])}`;
export const currency: Make = ({ draw }) => draw.pick(CURRENCIES);
export const countryCode: Make = ({ draw }) => draw.pick(COUNTRY_CODES);
export const language: Make = ({ draw }) => draw.pick(LANGUAGES);
/** Of the range that RFC 5737 keeps free for documents. */
export const ipAddress: Make = ({ draw }) => `192.0.2.${draw.between(1, 254)}`;
export const hexColour: Make = ({ draw }) => `#${hex(draw, 6)}`;

const PEOPLE = /\b(person|people|user|author|customer|member|employee|contact|owner|leader|reviewer|patient|staff)\b/;

/** By the words of the field; the first that fits counts. */
const BY_WORDS: readonly (readonly [RegExp, Make])[] = [
  [/\be ?mail\b/, email],
  [/\b(given|first|fore) ?name\b/, (place) => person(place).given],
  [/\b(family|last|sur) ?name\b|\bsurname\b/, (place) => person(place).family],
  [/\b(full name|user name|username|display name)\b/, (place) => Object.values(person(place)).join(' ')],
  [/\b(url|uri|link|website|homepage|href|avatar|image|photo|picture|thumbnail)\b/, url],
  [/\b(phone|telephone|mobile|fax)\b/, phone],
  [/\b(post ?code|postal code|zip|zip ?code)\b/, postcode],
  [/\buuid|guid\b/, uuid],
  [/\bcountry code\b/, countryCode],
  [/\bcountry\b/, ({ draw }) => draw.pick(COUNTRIES)],
  [/\bcurrency\b/, currency],
  [/\b(language|locale)\b/, language],
  [/\b(city|town|place|region|district|county)\b/, ({ draw }) => draw.pick(TOWNS)],
  [/\b(street|address)\b/, ({ draw }) => `${draw.between(1, 120)} ${draw.pick(STREETS)}`],
  [/\bcolou?r\b/, ({ draw }) => draw.pick(COLOURS)],
  [/\bip( address)?\b/, ipAddress],
  [/\b(hash|checksum|digest|token|secret|etag)\b/, ({ draw }) => hex(draw, 32)],
  [/\bversion\b/, ({ draw }) => `${draw.between(0, 4)}.${draw.between(0, 20)}.${draw.between(0, 9)}`],
  [/\b(slug|handle|path)\b/, ({ draw }) => kebab(phrase(draw))],
  [/\b(sku|isbn|barcode|serial|code)\b/, ({ draw }) => `${hex(draw, 3)}-${draw.between(1_000, 9_999)}`.toUpperCase()],
  [/\b(at|timestamp|date ?time)$/, ({ words, draw }) => momentFor(words, draw)],
  [/\b(on|date|day|birthday|deadline)$/, ({ words, draw }) => dayFor(words, draw)],
  [/\btime$/, ({ draw }) => timeOfDay(draw)],
  [/\b(description|summary|text|body|comment|note|notes|content|message|bio|abstract|detail|details|reason)\b/, prose],
  [/\b(amount|price|total|cost|balance)\b/, ({ draw }) => `${draw.between(1, 9_999)}.${draw.between(10, 99)}`],
];

/** A text that fits the name of its field and of the type that has it. */
export const textFor: Make = (place) => {
  const byWords = BY_WORDS.find(([pattern]) => pattern.test(place.words))?.[1];
  if (byWords) return byWords(place);
  const isName = /\b(name|label)\b/.test(place.words);
  if (isName && PEOPLE.test(kebab(place.owner).replaceAll('-', ' '))) return Object.values(person(place)).join(' ');
  return phrase(place.draw);
};

function prose({ draw }: TextPlace): string {
  const first = draw.pick(SENTENCES);
  const second = draw.pick(SENTENCES);
  return first === second ? first : `${first} ${second}`;
}
