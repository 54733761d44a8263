import './data.css';
import { useState } from 'react';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { labelOf } from '../explore/form/variables-form.js';
import { withoutNumber } from '../explore/library/library-page.js';
import { loadLibrary, type SavedQuery, type SavedVariable } from '../explore/library/load-library.js';
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
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const csv = dataUrl(query.name, 'csv', values);
  return (
    <section className="data-query" aria-labelledby="data-query-title">
      <h2 id="data-query-title">{query.title}</h2>
      <p>{withoutNumber(query.question)}</p>
      <p className="explore-owner">
        Owner: {query.owner}. <a href={routeTo(['explore', query.name])}>See it in Explore</a>
      </p>
      <Variables variables={query.variables} values={values} onChange={setValues} />
      <h3>Addresses</h3>
      <ul className="data-formats">
        {FORMATS.map(({ suffix, title }) => (
          <li key={suffix}>
            <a href={dataUrl(query.name, suffix, values)}>{title}</a>
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
  readonly variables: readonly SavedVariable[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

/** All pages are read, so where a page starts is nobody's question here. */
const PAGING = new Set(['after', 'before', 'first', 'last']);

function Variables({ variables, values, onChange }: VariablesProps) {
  const shown = variables.filter(({ name }) => !PAGING.has(name));
  if (shown.length === 0) return null;
  return (
    <fieldset className="data-variables">
      <legend>Variables</legend>
      {shown.map(({ name, description }) => (
        <label key={name}>
          <span className="data-variables__name">{labelOf(name)}</span>
          <span className="data-variables__hint">{description}</span>
          <input
            className="nhsuk-input"
            value={values[name] ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
    </fieldset>
  );
}
