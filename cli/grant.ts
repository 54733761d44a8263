import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { addDecisions } from './grant/decide.js';
import { addListOfGrants } from './grant/list.js';
import { addOffer } from './grant/offer.js';
import { addRequest } from './grant/request.js';

/** Each adds verbs to `joinery grant`. */
const VERBS = [addRequest, addOffer, addDecisions, addListOfGrants];

/** `joinery grant <verb>`: leave of the owner of a type or field for another partner. */
export function addGrant(program: Command, context: CliContext): void {
  const grant = program
    .command('grant')
    .description("ask for and give leave to use another partner's types and fields");
  for (const addVerb of VERBS) addVerb(grant, context);
}
