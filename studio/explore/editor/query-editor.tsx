import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { onShownTheme, themeShown } from '../../shell/theme.js';
import type { Run } from '../run.js';
import { EditorForm } from './editor-form.js';
import { createGraphFetcher } from './graph-fetcher.js';
import { mendTabs } from './mend-tabs.js';
import { ShareButton } from './share-button.js';
import type { Shared } from './share-link.js';

interface QueryEditorProps {
  readonly schema: GraphQLSchema;
  /** What a link brought. */
  readonly shared: Shared | undefined;
  readonly onRun: (run: Run) => void;
}

const PLUGINS = [HISTORY_PLUGIN, explorerPlugin()];

const FIRST_QUERY = `# Write a query, or click one together in the explorer at the left.
# Ctrl-Space completes, Ctrl-Enter runs.

query Footprints {
  footprints(first: 10) {
    nodes {
      odsCode
      name
    }
  }
}
`;

/** GraphiQL on the schema that the page has loaded; tabs and history stay on this device, headers do not. */
export function QueryEditor({ schema, shared, onRun }: QueryEditorProps) {
  const theme = useSyncExternalStore(onShownTheme, themeShown);
  const fetcher = useMemo(() => createGraphFetcher(onRun), [onRun]);
  const editor = useRef<HTMLDivElement>(null);
  const [formPlace, setFormPlace] = useState<HTMLDivElement | null>(null);
  useEffect(() => (editor.current ? mendTabs(editor.current) : undefined), []);
  const given = shared && {
    initialQuery: shared.query,
    initialVariables: JSON.stringify(shared.variables, null, 2),
  };
  return (
    <>
      <div className="editor" ref={editor}>
        <GraphiQL
          fetcher={fetcher}
          schema={schema}
          plugins={PLUGINS}
          forcedTheme={theme === 'dark' ? 'dark' : 'light'}
          defaultQuery={firstQuery(schema)}
          defaultEditorToolsVisibility="variables"
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          {...given}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, copy, merge }) => (
              <>
                {prettify}
                {merge}
                {copy}
                <ShareButton />
                {formPlace && <EditorForm schema={schema} place={formPlace} />}
              </>
            )}
          </GraphiQL.Toolbar>
        </GraphiQL>
      </div>
      <div ref={setFormPlace} />
    </>
  );
}

function firstQuery(schema: GraphQLSchema): string {
  return schema.getQueryType()?.getFields()['footprints'] ? FIRST_QUERY : '# Write a query\n\n{\n  __typename\n}\n';
}
