import { Notice } from '../../kit/notice.js';
import type { AnswerError } from '../../kit/ask.js';

const SHOWN_MAX = 5;

/** What failed, by partner: the rest of the answer is still there. */
export function AnswerErrors({ errors }: { readonly errors: readonly AnswerError[] }) {
  if (errors.length === 0) return null;
  const subgraphs = [...new Set(errors.flatMap(({ extensions }) => extensions?.serviceName ?? []))];
  const title =
    subgraphs.length > 0
      ? `Part of the answer is missing: ${subgraphs.join(' and ')} could not answer all`
      : 'The graph reports problems with this query';
  const kinds = [...new Map(errors.map((error) => [error.message, error])).values()];
  return (
    <Notice kind={subgraphs.length > 0 ? 'warning' : 'error'} title={title}>
      <ul className="results__errors">
        {kinds.slice(0, SHOWN_MAX).map(({ message, path, extensions }) => (
          <li key={message}>
            {message}
            {path ? ` (at ${placeOf(path)})` : ''} {extensions?.code && <code>{extensions.code}</code>}
          </li>
        ))}
      </ul>
      {kinds.length > SHOWN_MAX && <p>and {kinds.length - SHOWN_MAX} more; the view Answer has all of them.</p>}
    </Notice>
  );
}

function placeOf(path: readonly (string | number)[]): string {
  return path.filter((step) => typeof step === 'string').join('.');
}
