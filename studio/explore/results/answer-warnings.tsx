import { answerWarnings } from '../../../kit/table/answer-warnings.js';
import { Notice } from '../../kit/notice.js';
import type { Answer } from '../../kit/ask.js';

/** What the gateway warns of beside an answer. */
export function AnswerWarnings({ extensions }: Pick<Answer, 'extensions'>) {
  const messages = answerWarnings(extensions);
  if (messages.length === 0) return null;
  return (
    <Notice kind="warning" title="Before you use this answer">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Notice>
  );
}
