import './identity.css';
import { useCallback, useEffect, useState } from 'react';
import type { IdentityOffer } from '../../gateway/studio-api/contract/offers.js';
import { loadCaller, loadOffers } from '../kit/gateway-api.js';
import { useLoaded } from '../kit/use-loaded.js';
import { useMenu } from '../kit/use-menu.js';
import { endSession, useSession, type Session } from './session.js';

/** In the header: to sign in, or who is signed in. Nothing where the gateway does not say where. */
export function IdentityMenu({ onFailure }: { readonly onFailure: (reason: string) => void }) {
  const offers = useLoaded(loadOffers);
  const session = useSession();
  if (session) return <WhoIsSignedIn key={session.token} session={session} />;
  if (offers.kind !== 'loaded' || offers.value.identity === null) return null;
  return <SignInButton offer={offers.value.identity} onFailure={onFailure} />;
}

interface SignInButtonProps {
  readonly offer: IdentityOffer;
  readonly onFailure: (reason: string) => void;
}

function SignInButton({ offer, onFailure }: SignInButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const begin = () => {
    setBusy(true);
    import('./sign-in.js')
      .then(({ beginSignIn }) => beginSignIn(offer))
      .catch((error: unknown) => onFailure(error instanceof Error ? error.message : String(error)))
      // Who goes back from the issuer may find the page as it was left.
      .finally(() => setBusy(false));
  };
  return (
    <button
      className="identity-button"
      type="button"
      disabled={isBusy}
      onClick={begin}
      aria-label="Sign in to the graph"
    >
      Sign in
    </button>
  );
}

function WhoIsSignedIn({ session }: { readonly session: Session }) {
  const { name, endsAtMs } = session;
  const { menu } = useMenu();
  useEndAt(endsAtMs);
  const signOut = () => {
    endSession(null);
    // Nothing that was read for them stays on the page.
    location.reload();
  };
  return (
    <details className="identity-menu" ref={menu}>
      <summary>{name}</summary>
      <div className="identity-menu__panel">
        <p>
          Signed in as <strong>{name}</strong>
          {endsAtMs !== null && <> until {timeOf(endsAtMs)}</>}.
        </p>
        <Scopes />
        <div className="identity-menu__buttons">
          <CopyToken token={session.token} />
          <button className="identity-button" type="button" onClick={signOut} aria-label="Sign out of the graph">
            Sign out
          </button>
        </div>
      </div>
    </details>
  );
}

/** As the gateway reads the token, which is what counts. */
function Scopes() {
  const caller = useLoaded(loadCaller);
  if (caller.kind === 'loading') return <p>Asking what you may see …</p>;
  if (caller.kind === 'failed') return <p>The gateway does not say what you may see: {caller.error.message}</p>;
  const { scopes } = caller.value;
  if (scopes.length === 0) return <p>You see what everybody sees: you have no scopes.</p>;
  return (
    <>
      <p id="identity-scopes">Your scopes:</p>
      <ul aria-labelledby="identity-scopes">
        {scopes.map((scope) => (
          <li key={scope}>
            <code>{scope}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/** For other programs on the same machine. */
function CopyToken({ token }: { readonly token: string }) {
  const [said, setSaid] = useState('Copy the token');
  const copy = useCallback(() => {
    navigator.clipboard.writeText(token).then(
      () => setSaid('The token is copied'),
      () => setSaid('The browser does not let it be copied'),
    );
  }, [token]);
  return (
    <button className="identity-button" type="button" onClick={copy}>
      <span role="status">{said}</span>
    </button>
  );
}

/** Ends the session on time, also while nobody asks anything. */
function useEndAt(endsAtMs: number | null): void {
  useEffect(() => {
    if (endsAtMs === null) return undefined;
    const timer = setTimeout(() => endSession('over'), Math.min(endsAtMs - Date.now(), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [endsAtMs]);
}

function timeOf(atMs: number): string {
  return new Date(atMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
