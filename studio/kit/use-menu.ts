import { useCallback, useEffect, useRef, type RefObject } from 'react';

export interface Menu {
  readonly menu: RefObject<HTMLDetailsElement | null>;
  /** Closes it, and puts the focus back on what opens it. */
  readonly close: () => void;
}

/** For a `<details>` that opens a menu over the page: it closes on Escape, on a press beside it, and when focus leaves it. */
export function useMenu(): Menu {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = useCallback(() => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  }, []);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const closeUnlessIn = ({ target }: Event) => {
      if (menu.current?.open && !menu.current.contains(target as Node)) menu.current.open = false;
    };
    const closeOnEscape = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close();
    };
    document.addEventListener('pointerdown', closeUnlessIn, { signal });
    document.addEventListener('focusin', closeUnlessIn, { signal });
    document.addEventListener('keydown', closeOnEscape, { signal });
    return () => abort.abort();
  }, [close]);
  return { menu, close };
}
