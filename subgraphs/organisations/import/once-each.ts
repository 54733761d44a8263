import { RowProblem } from '../../kit/import/row-problem.js';
import { createSeenKeys } from '../../kit/import/seen-keys.js';
import type { Member } from './membership-writer.js';

/** Lets each pair of member and footprint of a file pass once. Throws `RowProblem` for the second, at the member's column. */
export function onceEach(column: string): (member: Member) => Member {
  const seen = createSeenKeys();
  return (member) => {
    if (seen.add(`${member.footprint} ${member.odsCode}`)) return member;
    const reason = `must be in the file once for ${member.footprint}, and was in it before`;
    throw new RowProblem(column, member.odsCode, reason);
  };
}
