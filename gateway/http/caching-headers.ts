import { policyOf } from '../cache/answer-policy.js';
import type { RequestContext } from '../request-context.js';

const NOT_KEPT = ['cache-control', 'no-store'];

/**
 * What a client is told about using an answer again (https://www.rfc-editor.org/rfc/rfc9111). An answer to somebody who says
 * who they are, or is told what they used, is for them alone.
 */
export function cachingHeaders(answer: unknown, { authorization, answerHeaders }: RequestContext): readonly string[] {
  const policy = typeof answer === 'object' && answer !== null ? policyOf(answer) : undefined;
  if (!policy) return NOT_KEPT;
  const isPrivate = policy.isPrivate || authorization !== null || (answerHeaders ?? null) !== null;
  const headers = [
    'cache-control',
    `${isPrivate ? 'private, ' : ''}max-age=${policy.maxAgeSeconds}`,
    'vary',
    policy.vary,
  ];
  return policy.ageSeconds > 0 ? [...headers, 'age', String(policy.ageSeconds)] : headers;
}
