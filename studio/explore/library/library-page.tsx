import './library.css';
import { useState } from 'react';
import { Loading } from '../../kit/loading.js';
import { Notice } from '../../kit/notice.js';
import { useLoaded } from '../../kit/use-loaded.js';
import { routeTo } from '../../shell/route.js';
import { loadLibrary, type SavedQuery } from './load-library.js';

/** The library of saved queries as cards. */
export function LibraryPage() {
  const library = useLoaded(loadLibrary);
  return (
    <>
      <div className="explore-head">
        <div className="explore-head__text">
          <h1>Explore</h1>
          <p>Choose a question to see its answer as a table and a chart, or write a query of your own.</p>
        </div>
        <a className="library-write" href={routeTo(['explore', 'editor'])}>
          Write a query
        </a>
      </div>
      {library.kind === 'loading' && <Loading what="the library" />}
      {library.kind === 'failed' && (
        <Notice kind="error" title="The library could not be loaded">
          <p>{library.error.message}</p>
        </Notice>
      )}
      {library.kind === 'loaded' && <Cards queries={library.value} />}
    </>
  );
}

function Cards({ queries }: { readonly queries: readonly SavedQuery[] }) {
  const [searched, setSearched] = useState('');
  const found = queries.filter((query) => matches(query, searched));
  if (queries.length === 0) return <p>This gateway has no saved queries. Write one in the editor.</p>;
  return (
    <>
      <label className="library-search">
        Search the library
        <input
          className="nhsuk-input"
          type="search"
          value={searched}
          onChange={(event) => setSearched(event.target.value)}
        />
      </label>
      <p className="library-count" role="status">
        {found.length === 1 ? '1 question' : `${found.length} questions`}
      </p>
      <ul className="library-cards">
        {found.map((query) => (
          <li key={query.name}>
            <Card query={query} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Card({ query: { name, title, question, owner } }: { readonly query: SavedQuery }) {
  return (
    <article className="library-card">
      <h2>
        <a href={routeTo(['explore', name])}>{title}</a>
      </h2>
      <p>{withoutNumber(question)}</p>
      <p className="library-card__owner">{owner}</p>
    </article>
  );
}

/** A question without the number that the library's own list gives it. */
export function withoutNumber(question: string): string {
  return question.replace(/^\d+\.\s+/, '');
}

function matches({ title, question, owner }: SavedQuery, searched: string): boolean {
  const text = `${title} ${question} ${owner}`.toLowerCase();
  return searched
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
