import { InvalidArgumentError, Option } from 'commander';

/** What a grant can allow, as `GrantAct` of `schema/registry.graphql` has it. */
export const ACTS = [
  'OVERRIDE',
  'REQUIRES',
  'KEY',
  'PROVIDES',
  'FROM_CONTEXT',
  'SHAREABLE',
  'INTERFACE_OBJECT',
  'PROTECTION',
  'INACCESSIBLE',
] as const;

/** `--act`, in whatever case it is written. */
export function actOption(): Option {
  return new Option('--act <act>', `what it allows: ${ACTS.join(', ')}`).argParser(readAct).makeOptionMandatory();
}

function readAct(text: string): string {
  const act = ACTS.find((known) => known === text.toUpperCase().replaceAll('-', '_'));
  if (act) return act;
  throw new InvalidArgumentError(`Give one of ${ACTS.join(', ')}.`);
}
