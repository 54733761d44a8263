import { InvalidArgumentError, Option } from 'commander';
import { GRANT_ACTS } from '../../registry/composition/grant-act.js';

/** `--act`, in whatever case it is written. */
export function actOption(): Option {
  return new Option('--act <act>', `what it allows: ${GRANT_ACTS.join(', ')}`).argParser(readAct).makeOptionMandatory();
}

function readAct(text: string): string {
  const act = GRANT_ACTS.find((known) => known === text.toUpperCase().replaceAll('-', '_'));
  if (act) return act;
  throw new InvalidArgumentError(`Give one of ${GRANT_ACTS.join(', ')}.`);
}
