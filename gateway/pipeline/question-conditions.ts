import { hash } from 'node:crypto';

/**
 * How a condition differs from another about the same argument: `plain` values choose different people, `near` ones (numbers,
 * Booleans, dates) may choose nearly the same, `page`s are parts of one list.
 */
export type ConditionSort = 'plain' | 'near' | 'page';

const MARKS: Readonly<Record<ConditionSort, string>> = { plain: '=', near: '~', page: '>' };
/** A question of more conditions is told apart from others, but not compared. */
const CONDITIONS_MAX = 200;
const UNCOMPARED = '*';
const SLOT_LENGTH = 8;
const VALUE_LENGTH = 16;
const DATE = /^\d{4}-\d{2}(-\d{2})?([T ]|$)/;

/** A condition as a short text without a client's value; its sort follows from the value where it is null. */
export function conditionOf(slot: string, value: unknown, sort: ConditionSort | null): string {
  const text = JSON.stringify(value);
  return digest(slot, SLOT_LENGTH) + MARKS[sort ?? sortOf(value)] + digest(text, VALUE_LENGTH);
}

/** The conditions of a question as one text. */
export function conditionsText(conditions: ReadonlySet<string>): string {
  const text = [...conditions].sort().join(' ');
  return conditions.size > CONDITIONS_MAX ? UNCOMPARED + digest(text, VALUE_LENGTH) : text;
}

/**
 * Whether the difference of two questions may be a figure of few people. It may where one has all arguments of the other and
 * more, or where they have the same ones and none chooses others altogether.
 */
export function canBeSubtracted(one: string, other: string): boolean {
  if (one === other) return false;
  if (one.startsWith(UNCOMPARED) || other.startsWith(UNCOMPARED)) return true;
  const [less, more] = [slotsOf(one), slotsOf(other)].sort((some, others) => some.size - others.size) as [Slots, Slots];
  if ([...less.keys()].some((slot) => !more.has(slot))) return false;
  return less.size < more.size || [...less].every(([slot, values]) => isClose(values, more.get(slot)!));
}

/** The values of arguments, but of those that choose a page; with how near they are to others. */
type Slots = ReadonlyMap<string, ReadonlySet<string>>;

function slotsOf(text: string): Slots {
  const slots = new Map<string, Set<string>>();
  for (const condition of text === '' ? [] : text.split(' ')) {
    const value = condition.slice(SLOT_LENGTH);
    if (value.startsWith(MARKS.page)) continue;
    const slot = condition.slice(0, SLOT_LENGTH);
    slots.set(slot, (slots.get(slot) ?? new Set()).add(value));
  }
  return slots;
}

function isClose(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((value) => value.startsWith(MARKS.near) || others.has(value));
}

function sortOf(value: unknown): ConditionSort {
  return typeof value !== 'string' || DATE.test(value) ? 'near' : 'plain';
}

function digest(text: string, length: number): string {
  return hash('sha256', text, 'base64url').slice(0, length);
}
