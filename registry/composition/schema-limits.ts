import type { DocumentNode } from 'graphql';
import { UnreadableError } from './read-subgraph.js';

/** Gateways read a supergraph with less memory for what is nested than the registry has. */
const NESTING_MAX = 100;
/** `Type.field(argument:)` must fit where it is stored and reported. */
const NAME_CHARACTERS = 128;

/** Composition compares each directive of an element with all others. */
const DIRECTIVES_MAX = 100;

/** Texts, comments, brackets, and names that are too long. */
const SIGNS = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*|[[({]|[\])}]|\w{129,}/g;

/** Throws `UnreadableError` for what composes, and would be in everybody's way: nested too deep, or names without end. */
export function assertWithinLimits(sdl: string): void {
  let depth = 0;
  for (const [sign] of sdl.matchAll(SIGNS)) {
    if (/^\w/.test(sign))
      throw new UnreadableError(`${sign.slice(0, 40)}… has more than the ${NAME_CHARACTERS} characters of a name`);
    // A text may be a set of fields.
    depth = sign.startsWith('"') ? depth : depth + stepOf(sign);
    if (depth > NESTING_MAX || (sign.startsWith('"') && nestingOf(sign) > NESTING_MAX))
      throw new UnreadableError('it is nested too deep');
  }
}

/** Throws `UnreadableError` for more directives at one place than anybody needs. */
export function assertFewDirectives({ definitions }: DocumentNode): void {
  const waiting: unknown[] = [...definitions];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { directives, fields, values, arguments: args } = node as Record<string, readonly unknown[] | undefined>;
    if ((directives?.length ?? 0) > DIRECTIVES_MAX)
      throw new UnreadableError(`it has more than ${DIRECTIVES_MAX} directives at one place`);
    for (const below of [fields, values, args]) for (const one of below ?? []) waiting.push(one);
  }
}

function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [sign] of text.matchAll(/[{}]/g)) deepest = Math.max(deepest, (depth += stepOf(sign)));
  return deepest;
}

function stepOf(sign: string): number {
  if (/^[[({]/.test(sign)) return 1;
  return /^[\])}]/.test(sign) ? -1 : 0;
}
