import './editor.css';
import type { GraphQLSchema } from 'graphql';
import { useState } from 'react';
import { Loading } from '../../kit/loading.js';
import { Notice } from '../../kit/notice.js';
import { loadSchema } from '../../kit/schema.js';
import { useLoaded } from '../../kit/use-loaded.js';
import { routeTo, useRoute } from '../../shell/route.js';
import { ResultViews } from '../results/result-views.js';
import type { Run } from '../run.js';
import { QueryEditor } from './query-editor.js';
import { decodeShare } from './share-link.js';

/** The page for who writes queries: the editor, and below it the answer as in the library. */
export function EditorPage() {
  const schema = useLoaded(loadSchema);
  return (
    <>
      <a className="explore-back" href={routeTo(['explore'])}>
        All questions
      </a>
      <h1>Write a query</h1>
      {schema.kind === 'loading' && <Loading what="the schema" />}
      {schema.kind === 'failed' && (
        <Notice kind="error" title="The schema could not be loaded">
          <p>{schema.error.message}</p>
        </Notice>
      )}
      {schema.kind === 'loaded' && <EditorWithResults schema={schema.value} />}
    </>
  );
}

function EditorWithResults({ schema }: { readonly schema: GraphQLSchema }) {
  const { parameters } = useRoute();
  const share = parameters.get('share');
  const shared = share === null ? undefined : decodeShare(share);
  const [run, setRun] = useState<Run | null>(null);
  return (
    <>
      {share !== null && !shared && <Notice kind="warning" title="This link is damaged, so its query is not shown" />}
      <QueryEditor key={share} schema={schema} shared={shared} onRun={setRun} />
      {run ? (
        <ResultViews run={run} schema={schema} onMore={setRun} />
      ) : (
        <p className="editor-hint">Run a query to see its answer here as a table and a chart, and to download it.</p>
      )}
    </>
  );
}
