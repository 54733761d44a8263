import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';
import type { Grant } from '../registry-client/answers.js';

/** A grant in a sentence, with what happens next. */
export function grantText(grant: Grant, { width }: Style): string {
  return wrap(printable(`${sentence(grant)}${next(grant)}`), { first: '', width });
}

function sentence({ id, status, act, coordinate, grantee, owner, expiresAt }: Grant): string {
  const who = grantee ?? 'everybody';
  const until = expiresAt === null ? '' : ` until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
  return `Grant ${id}: ${act} of ${coordinate}, which belongs to ${owner}, for ${who}: ${status}${until}.`;
}

function next({ id, status, owner }: Grant): string {
  if (status === 'ASKED') return ` ${owner} answers it by: joinery grant approve ${id}, or joinery grant refuse ${id}`;
  if (status === 'APPROVED') return ' The next publish may use it.';
  return '';
}
