import { Suspense, useEffect, useRef, useState } from 'react';
import { ErrorBoundary } from '../kit/error-boundary.js';
import { Loading } from '../kit/loading.js';
import { AREAS, type Area } from './areas.js';
import { Header } from './header.js';
import { IdentityNotice } from '../identity/identity-notice.js';
import { signInFailure } from '../identity/return-from-issuer.js';
import { useRoute } from './route.js';

/** The frame around every page: header, navigation, the page of the area that is open, footer. */
export function Shell() {
  const route = useRoute();
  const area = AREAS.find(({ id }) => id === route.area) ?? AREAS[0]!;
  const main = useRef<HTMLElement>(null);
  const [failure, setFailure] = useState(signInFailure);
  useTitle(area);
  useFocusOnChange(main, area.id);
  return (
    <>
      <a className="app-skip nhsuk-button" href="#main" onClick={(event) => skipTo(event, main.current)}>
        Skip to main content
      </a>
      <Header areas={AREAS} current={area} onSignInFailure={setFailure} />
      <main className="app-main" id="main" ref={main} tabIndex={-1}>
        <IdentityNotice failure={failure} />
        <ErrorBoundary key={area.id}>
          <Suspense fallback={<Loading what={area.title} />}>
            <area.Page />
          </Suspense>
        </ErrorBoundary>
      </main>
      <footer className="app-footer">
        <p>
          Joinery studio. This page loads nothing from outside this server; the graph is at <code>/graphql</code>.
        </p>
      </footer>
    </>
  );
}

function useTitle({ title }: Area): void {
  useEffect(() => {
    document.title = `${title} – Joinery studio`;
  }, [title]);
}

/** Who moves by keyboard or hears the page goes on at its content, not at the link that was left. */
function useFocusOnChange(main: React.RefObject<HTMLElement | null>, id: string): void {
  const shown = useRef(id);
  useEffect(() => {
    if (shown.current === id) return;
    shown.current = id;
    main.current?.focus();
  }, [main, id]);
}

function skipTo(event: React.MouseEvent, main: HTMLElement | null): void {
  // The address says which page is open, so the link must not change it.
  event.preventDefault();
  main?.focus();
}
