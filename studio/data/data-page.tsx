import './data.css';
import { useCallback, useMemo, useState } from 'react';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { parametersOf } from '../explore/form/read-input.js';
import { VariablesFields, type Values } from '../explore/form/variables-fields.js';
import { withoutNumber } from '../explore/library/library-page.js';
import { loadLibrary, type SavedQuery } from '../explore/library/load-library.js';
import {
  changedFrom,
  loadSavedQueryForm,
  valuesFrom,
  type SavedQueryForm,
} from '../explore/library/saved-query-fields.js';
import { routeTo, useRoute } from '../shell/route.js';
import { CopyLine } from './copy-line.js';
import { dataUrl, FORMATS, TOOLS } from './tool-lines.js';

/** The page "Data": for each saved query the addresses and lines by which other programs read it. */
export function DataPage() {
  const library = useLoaded(loadLibrary);
  return (
    <>
      <h1>Data</h1>
      <p className="data-lead">
        Every saved query is a table at an address of its own. A spreadsheet or a program that reads it gets all rows,
        as they are at that moment, without an account of this page.
      </p>
      {library.kind === 'loading' && <Loading what="the saved queries" />}
      {library.kind === 'failed' && (
        <Notice kind="error" title="The saved queries could not be loaded">
          <p>{library.error.message}</p>
        </Notice>
      )}
      {library.kind === 'loaded' && <Queries queries={library.value} />}
    </>
  );
}

function Queries({ queries }: { readonly queries: readonly SavedQuery[] }) {
  const { path } = useRoute();
  const [name, setName] = useState(path[0] ?? queries[0]?.name ?? '');
  const query = queries.find((one) => one.name === name) ?? queries[0];
  if (!query) return <p>This gateway has no saved queries.</p>;
  return (
    <>
      <label className="data-choice">
        Saved query
        <select className="nhsuk-select" value={query.name} onChange={(event) => setName(event.target.value)}>
          {queries.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <QueryLines key={query.name} query={query} />
    </>
  );
}

function QueryLines({ query }: { readonly query: SavedQuery }) {
  const [parameters, setParameters] = useState<Readonly<Record<string, string>>>({});
  const csv = dataUrl(query.name, 'csv', parameters);
  return (
    <section className="data-query" aria-labelledby="data-query-title">
      <h2 id="data-query-title">{query.title}</h2>
      <p>{withoutNumber(query.question)}</p>
      <p className="explore-owner">
        Owner: {query.owner}. <a href={routeTo(['explore', query.name])}>See it in Explore</a>
      </p>
      <Variables query={query} onChange={setParameters} />
      <h3>Addresses</h3>
      <ul className="data-formats">
        {FORMATS.map(({ suffix, title }) => (
          <li key={suffix}>
            <a href={dataUrl(query.name, suffix, parameters)}>{title}</a>
          </li>
        ))}
      </ul>
      <CopyLine label="Address of the CSV" text={csv} />
      {TOOLS.map(({ title, how, line }) => (
        <div key={title}>
          <h3>{title}</h3>
          <p>{how}</p>
          <CopyLine label={`Line for ${title}`} text={line(csv)} />
        </div>
      ))}
    </section>
  );
}

interface VariablesProps {
  readonly query: SavedQuery;
  /** Takes the parameters of an address that say what was chosen. */
  readonly onChange: (parameters: Readonly<Record<string, string>>) => void;
}

function Variables({ query, onChange }: VariablesProps) {
  const load = useCallback(() => loadSavedQueryForm(query), [query]);
  const form = useLoaded(load);
  if (query.variables.length === 0) return null;
  if (form.kind === 'loading') return <Loading what="the variables" />;
  if (form.kind === 'loaded') return <Controls {...form.value} onChange={onChange} />;
  return (
    <Notice kind="warning" title="The variables could not be loaded; the addresses below have none">
      <p>{form.error.message}</p>
    </Notice>
  );
}

/** All rows are read, so how many make a page is no question here either. */
const PAGE_SIZES: ReadonlySet<string> = new Set(['first', 'last']);

function Controls({ schema, fields, onChange }: SavedQueryForm & Pick<VariablesProps, 'onChange'>) {
  const shown = useMemo(() => fields.filter(({ name }) => !PAGE_SIZES.has(name)), [fields]);
  const [values, setValues] = useState(() => valuesFrom(new URLSearchParams(), shown));
  const settings = useMemo(() => ({ schema, isExact: false, tellsMissing: true }), [schema]);
  if (shown.length === 0) return null;
  const change = (changed: Values) => {
    setValues(changed);
    onChange(parametersOf(changedFrom(shown, changed)));
  };
  return (
    <fieldset className="form data-variables">
      <legend>Variables</legend>
      <VariablesFields fields={shown} settings={settings} values={values} onChange={change} />
    </fieldset>
  );
}
