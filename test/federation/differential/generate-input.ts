import type { Choices } from './choices.js';

/** Where the variables of an operation gather. */
export interface InputDraft {
  readonly choices: Choices;
  readonly declarations: string[];
  readonly variables: Record<string, unknown>;
}

const DEPTH = 2;
const ANY = [1, 'text', null, [1, { a: null }], { a: { b: [true] } }];

/** Makes a value for `input By { n: Int = 3  c: Colour  list: [Int!]  deep: By  cs: [[Colour]] = …  any: Any }`. */
export function generateInput(draft: InputDraft, depth = DEPTH): string {
  const { choices } = draft;
  if (choices.chance(30)) return variable(draft, 'By', { value: objectValue(choices, depth), fallback: '{ list: 7 }' });
  if (choices.chance(8)) return 'null';
  const parts = [
    choices.chance(40) && `n: ${integer(draft)}`,
    choices.chance(40) && `c: ${colour(draft)}`,
    choices.chance(40) && `list: ${list(draft)}`,
    choices.chance(30) && depth > 0 && `deep: ${generateInput(draft, depth - 1)}`,
    choices.chance(30) && `cs: ${colours(draft)}`,
    choices.chance(20) && `any: ${any(draft)}`,
  ];
  return `{ ${parts.filter((part) => part !== false).join(', ')} }`;
}

function integer(draft: InputDraft): string {
  const { choices } = draft;
  if (choices.chance(60)) return choices.pick(['0', '-5', 'null']);
  return variable(draft, 'Int', { value: choices.pick([4, null, 0]), fallback: '9' });
}

function colour(draft: InputDraft): string {
  const { choices } = draft;
  if (choices.chance(60)) return choices.pick(['RED', 'BLUE', 'null']);
  return variable(draft, 'Colour', { value: choices.pick(['BLUE', 'RED', null]), fallback: 'RED' });
}

/** One item stands for a list of one. */
function list(draft: InputDraft): string {
  const { choices } = draft;
  if (choices.chance(40)) return choices.pick(['[]', '[1, 2]', '5', 'null']);
  if (choices.chance(50))
    return variable(draft, '[Int!]', { value: choices.pick([[1, 2], 6, [], null]), fallback: '8' });
  return `[1, ${variable(draft, 'Int!', { value: choices.upTo(4) })}, ${variable(draft, 'Int!', { value: 1, fallback: '2' })}]`;
}

function colours(draft: InputDraft): string {
  const { choices } = draft;
  if (choices.chance(50)) return choices.pick(['RED', '[[BLUE], null]', '[[null, RED]]', 'null']);
  return `[[${colour(draft)}, ${colour(draft)}], ${variable(draft, '[Colour]', { value: choices.pick(['RED', ['BLUE', null], null]) })}]`;
}

function any(draft: InputDraft): string {
  const { choices } = draft;
  if (choices.chance(50)) return choices.pick(['1.5', '"a"', '{ x: [RED, 1, null] }', '[[], {}]']);
  return `{ x: [${variable(draft, 'Any', { value: choices.pick(ANY) })}] }`;
}

function objectValue(choices: Choices, depth: number): Record<string, unknown> {
  return {
    ...(choices.chance(40) ? { n: choices.pick([1, null]) } : {}),
    ...(choices.chance(40) ? { c: choices.pick(['RED', null]) } : {}),
    ...(choices.chance(40) ? { list: choices.pick([[1], 3, null]) } : {}),
    ...(choices.chance(30) ? { cs: choices.pick(['RED', [['BLUE'], null], null]) } : {}),
    ...(choices.chance(30) ? { any: choices.pick(ANY) } : {}),
    ...(choices.chance(40) && depth > 0 ? { deep: objectValue(choices, depth - 1) } : {}),
  };
}

interface Given {
  readonly value: unknown;
  /** The default, as GraphQL. Without one the variable is always given. */
  readonly fallback?: string;
}

function variable({ choices, declarations, variables }: InputDraft, type: string, { value, fallback }: Given): string {
  const name = `v${declarations.length}`;
  const hasDefault = fallback !== undefined && choices.chance(40);
  declarations.push(`$${name}: ${type}${hasDefault ? ` = ${fallback}` : ''}`);
  if (fallback === undefined || choices.chance(70)) variables[name] = value;
  return `$${name}`;
}
