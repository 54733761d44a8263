/** What the user chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'joinery:theme';
const DARK = '(prefers-color-scheme: dark)';

/** The theme chosen before, on this device. */
export function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Shows the page in a theme from now on, and keeps the choice. */
export function applyTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  const { dataset } = document.documentElement;
  dataset['theme'] = shownTheme(theme);
}

/** The theme that a choice comes to on this device now. */
export function shownTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

/** Calls back whenever the device changes between light and dark; gives what ends it. */
export function onDeviceTheme(change: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', change);
  return () => query.removeEventListener('change', change);
}

/** Shows the page in the light theme while it is being printed: paper is white. */
export function printInLight(): void {
  const { dataset } = document.documentElement;
  let onScreen: string | undefined;
  window.addEventListener('beforeprint', () => {
    onScreen = dataset['theme'];
    dataset['theme'] = 'light';
  });
  window.addEventListener('afterprint', () => {
    if (onScreen !== undefined) dataset['theme'] = onScreen;
  });
}

/** The theme that the page shows now. */
export function themeShown(): string {
  return document.documentElement.dataset['theme'] ?? 'light';
}

/** Calls back whenever the page is shown in another theme; gives what ends it. */
export function onShownTheme(change: () => void): () => void {
  const observer = new MutationObserver(change);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
