import { Notice } from '../kit/notice.js';
import { useSession, useSessionEnd, type SessionEnd } from './session.js';

const SAID: Readonly<Record<SessionEnd, string>> = {
  over: 'The time you were signed in for is over. You now see what everybody sees; sign in again to see more.',
  refused: 'The gateway takes your token no more. You now see what everybody sees; sign in again to see more.',
};

/** Above every page: why nobody is signed in, when somebody was or wanted to be. */
export function IdentityNotice({ failure }: { readonly failure: string | null }) {
  const session = useSession();
  const end = useSessionEnd();
  if (session) return null;
  if (failure !== null)
    return (
      <Notice kind="error" title="You are not signed in">
        <p>{failure}</p>
      </Notice>
    );
  return end && <Notice kind="warning" title={SAID[end]} />;
}
