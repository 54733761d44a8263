import { useCallback, useEffect, useState } from 'react';
import { Button } from '../kit/button.js';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { replaceRoute, routeTo, useRoute } from '../shell/route.js';
import { encodeShare } from './editor/share-link.js';
import { parametersOf } from './form/read-input.js';
import type { Values } from './form/variables-fields.js';
import { VariablesForm } from './form/variables-form.js';
import { withoutNumber } from './library/library-page.js';
import { loadLibrary, type SavedQuery } from './library/load-library.js';
import { changedFrom, loadSavedQueryForm, valuesFrom, type SavedQueryForm } from './library/saved-query-fields.js';
import { ResultViews } from './results/result-views.js';
import { useRun } from './use-run.js';

interface Ready extends SavedQueryForm {
  readonly query: SavedQuery;
}

/** One query of the library: its form, and what the graph answers. */
export function SavedQueryPage({ name }: { readonly name: string }) {
  const load = useCallback(() => loadReady(name), [name]);
  const ready = useLoaded(load);
  return (
    <>
      <a className="explore-back" href={routeTo(['explore'])}>
        All questions
      </a>
      {ready.kind === 'loading' && <Loading what="the question" />}
      {ready.kind === 'failed' && (
        <Notice kind="error" title="The question could not be loaded">
          <p>{ready.error.message}</p>
        </Notice>
      )}
      {ready.kind === 'loaded' && <SavedQueryView {...ready.value} />}
    </>
  );
}

async function loadReady(name: string): Promise<Ready> {
  const query = (await loadLibrary()).find((one) => one.name === name);
  if (!query) throw new Error(`There is no saved query ${name}. The page Explore lists all that there are.`);
  return { query, ...(await loadSavedQueryForm(query)) };
}

function SavedQueryView({ query, schema, fields }: Ready) {
  const { parameters } = useRoute();
  const [values, setValues] = useState<Values>(() => valuesFrom(parameters, fields));
  const { run, isRunning, failure, start, show } = useRun();

  const ask = useCallback(
    (variables: Values) => {
      const { name, title, question, text, table } = query;
      const shared = { name, title, question: withoutNumber(question), text, table, operationName: null, headers: {} };
      start({ ...shared, variables: given(variables), isSaved: true, isSubscription: false });
    },
    [query, start],
  );
  // Every variable of a saved query may be left out, so that there is an answer at once.
  const [first] = useState(values);
  useEffect(() => ask(first), [ask, first]);
  const submit = () => {
    replaceRoute(['explore', query.name], parametersOf(changedFrom(fields, values)));
    ask(values);
  };

  return (
    <>
      <SavedQueryHead query={query} values={values} />
      <VariablesForm fields={fields} schema={schema} values={values} onChange={setValues} onSubmit={submit}>
        <Button type="submit" look="main">
          Run
        </Button>
        <span role="status">{isRunning ? 'Asking …' : ''}</span>
      </VariablesForm>
      {failure && (
        <Notice kind="error" title="The graph did not answer">
          <p>{failure.message}</p>
        </Notice>
      )}
      {run && <ResultViews run={run} schema={schema} onMore={show} />}
    </>
  );
}

function SavedQueryHead({ query, values }: { readonly query: SavedQuery; readonly values: Values }) {
  const { title, question, owner, text } = query;
  const editor = routeTo(['explore', 'editor'], { share: encodeShare({ query: text, variables: given(values) }) });
  return (
    <div className="explore-head">
      <div className="explore-head__text">
        <h1>{title}</h1>
        <p>{withoutNumber(question)}</p>
        <p className="explore-owner">Owner: {owner}</p>
      </div>
      <a href={editor}>Open in the editor</a>
    </div>
  );
}

function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
