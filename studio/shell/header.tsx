import { IdentityMenu } from '../identity/identity-menu.js';
import type { Area } from './areas.js';
import { routeTo } from './route.js';
import { ThemeChoice } from './theme-choice.js';

interface HeaderProps {
  readonly areas: readonly Area[];
  readonly current: Area;
  readonly onSignInFailure: (reason: string) => void;
}

/** The name of the product, the navigation, who is signed in, and the choice of a theme. */
export function Header({ areas, current, onSignInFailure }: HeaderProps) {
  return (
    <header className="app-header">
      <div className="app-header__inner">
        <a className="app-brand" href={routeTo(['explore'])}>
          <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M2 5h12v9h4V5h12v9h-6v4h6v9H18v-9h-4v9H2v-9h6v-4H2z" fill="currentColor" />
          </svg>
          Joinery
        </a>
        <nav className="app-nav" aria-label="Areas">
          <ul>
            {areas.map(({ id, title }) => (
              <li key={id}>
                <a href={routeTo([id])} aria-current={id === current.id ? 'page' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <IdentityMenu onFailure={onSignInFailure} />
        <ThemeChoice />
      </div>
    </header>
  );
}
