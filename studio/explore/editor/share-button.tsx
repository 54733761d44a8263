import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { routeTo } from '../../shell/route.js';
import { encodeShare } from './share-link.js';

/** Copies a link that opens the query in the editor of whoever follows it; headers are not in it. */
export function ShareButton() {
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const [said, setSaid] = useState('Copy a link to this query');
  const copy = () => {
    const shared = { query: query?.getValue() ?? '', variables: readVariables(variables?.getValue() ?? '') };
    const route = routeTo(['explore', 'editor'], { share: encodeShare(shared) });
    const address = new URL(route, location.href).href;
    // Where the page may not copy, the link stands in the address bar.
    navigator.clipboard.writeText(address).then(
      () => setSaid('The link is copied'),
      () => history.replaceState(null, '', route),
    );
  };
  return (
    <ToolbarButton label={said} onClick={copy}>
      <svg
        className="graphiql-toolbar-icon"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        aria-hidden="true"
      >
        <circle cx="18" cy="5" r="2.6" />
        <circle cx="6" cy="12" r="2.6" />
        <circle cx="18" cy="19" r="2.6" />
        <path d="M8.4 10.7l7.2-4.3M8.4 13.3l7.2 4.3" />
      </svg>
    </ToolbarButton>
  );
}

function readVariables(text: string): Readonly<Record<string, unknown>> {
  try {
    const variables: unknown = JSON.parse(text);
    return typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
