/** What GraphiQL's tabs are: it calls them tabs, which may hold no buttons, but they do. */
const ROLES: Readonly<Record<string, string>> = { '.graphiql-tabs': 'list', '.graphiql-tab': 'listitem' };

/** Tells who hears the page that the editor's tabs are a list of buttons; gives what ends it. */
export function mendTabs(editor: HTMLElement): () => void {
  const mend = () => {
    for (const [selector, role] of Object.entries(ROLES))
      for (const element of editor.querySelectorAll(selector)) {
        if (element.getAttribute('role') !== role) element.setAttribute('role', role);
        element.removeAttribute('aria-selected');
      }
  };
  mend();
  const observer = new MutationObserver(mend);
  observer.observe(editor, { subtree: true, childList: true, attributeFilter: ['role', 'aria-selected'] });
  return () => observer.disconnect();
}
