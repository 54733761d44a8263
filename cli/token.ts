import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { addCreateToken } from './token/create.js';
import { addListOfTokens } from './token/list.js';
import { addRevokeToken } from './token/revoke.js';
import { addRotateToken } from './token/rotate.js';

/** Each adds one verb to `joinery token`. */
const VERBS = [addCreateToken, addListOfTokens, addRotateToken, addRevokeToken];

/** `joinery token <verb>`: the tokens that partners and operators ask the registry with. */
export function addToken(program: Command, context: CliContext): void {
  const token = program.command('token').description('make, rotate and revoke tokens of the registry');
  for (const addVerb of VERBS) addVerb(token, context);
}
