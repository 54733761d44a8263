import { ask } from '../../kit/ask.js';
import { choicesIn } from './choices-in.js';
import type { Choice, InputField, InputShape } from './input-shape.js';

export type ChoicesByVariable = Readonly<Record<string, readonly Choice[]>>;

interface Chosen {
  readonly name: string;
  readonly choices: string | null;
}

/** What can be chosen for variables whose choices the graph itself tells. One that cannot be told is written as text. */
export async function loadChoices(variables: readonly Chosen[]): Promise<ChoicesByVariable> {
  const rows = variables.map(async ({ name, choices }) => {
    if (choices === null) return [];
    const told = await choicesTold(choices);
    return told.length === 0 ? [] : [[name, told] as const];
  });
  return Object.fromEntries((await Promise.all(rows)).flat());
}

/** The field as a choice, where there are choices. */
export function withChoices(field: InputField, choices: readonly Choice[] | undefined): InputField {
  if (!choices) return field;
  const chosen: InputShape = { kind: 'choice', choices };
  return { ...field, shape: field.shape.kind === 'list' ? { kind: 'list', of: chosen } : chosen };
}

async function choicesTold(query: string): Promise<readonly Choice[]> {
  try {
    const { data } = await ask({ query });
    return choicesIn(data);
  } catch {
    return [];
  }
}
