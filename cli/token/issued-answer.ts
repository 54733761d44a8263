import type { CliContext } from '../context.js';
import type { Answer, AnswerFlags } from '../output/answer.js';
import type { IssuedToken } from '../registry-client/answers.js';
import { tokenText } from './token-text.js';

/** A new secret: alone in the answer, so that it goes into a file or a variable; about the token is told beside it. */
export function issuedAnswer(issued: IssuedToken, { format }: AnswerFlags, { stderr }: CliContext): Answer {
  if (format === 'plain') stderr.write(`${tokenText(issued.token)}\nThe registry keeps no copy of its secret\n`);
  return { data: issued, text: () => `${issued.secret}\n`, isSecret: true };
}
