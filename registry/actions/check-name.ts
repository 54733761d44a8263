import { refuse } from '../errors.js';

const NAME = /^[a-z][a-z0-9-]{1,62}$/;

/** Throws `NAME_INVALID` unless it can be the name of a partner or subgraph. Without capitals, two never differ by case alone. */
export function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw refuse(
    'NAME_INVALID',
    `${JSON.stringify(name.slice(0, 80))} must have 2 to 63 small letters, digits and hyphens, and begin with a letter`,
  );
}

/** Throws `BAD_USER_INPUT` for a text that is empty or too long. */
export function checkText(name: string, text: string, charactersMax: number): void {
  if (text.trim() !== '' && text.length <= charactersMax) return;
  throw refuse('BAD_USER_INPUT', `${name} must have 1 to ${charactersMax} characters, and has ${text.length}`);
}
