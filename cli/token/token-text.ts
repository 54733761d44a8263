import { printable } from '../output/printable.js';
import type { Token } from '../registry-client/answers.js';

/** A token in a line, without its secret. */
export function tokenText({ id, name, partner, scopes, subgraphs, expiresAt, revokedAt }: Token): string {
  const whose = partner ? partner.name : 'an operator';
  const only = subgraphs === null ? '' : ` of ${subgraphs.join(', ')}`;
  const end = expiresAt === null ? '' : `, until ${expiresAt.slice(0, 10)}`;
  return printable(
    `Token ${id} (${name}) of ${whose}: ${scopes.join(', ')}${only}${end}${revokedAt ? ', revoked' : ''}`,
  );
}
