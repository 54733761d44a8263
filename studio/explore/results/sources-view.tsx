import type { GraphQLSchema } from 'graphql';
import { useMemo } from 'react';
import { CELL_NOTES, type ColumnOrigin } from '../../../kit/table/about.js';
import { loadFieldOwners } from '../../kit/field-owners.js';
import { Loading } from '../../kit/loading.js';
import { useLoaded } from '../../kit/use-loaded.js';
import type { Run } from '../run.js';
import { originsOfRun } from './about-run.js';
import type { RunTable } from './table-of-run.js';

interface SourcesViewProps {
  readonly run: Run;
  readonly schema: GraphQLSchema;
  readonly table: RunTable;
}

/** For each column who owns it, where it is from, for which day it speaks and how it is licensed. */
export function SourcesView({ run, schema, table }: SourcesViewProps) {
  const owners = useLoaded(loadFieldOwners);
  const origins = useMemo(
    () => (owners.kind === 'loaded' ? originsOfRun(run, table, { schema, owners: owners.value }) : []),
    [run, schema, table, owners],
  );
  if (owners.kind !== 'loaded') return <Loading what="owners" />;
  return (
    <>
      <div className="sources-scroll" tabIndex={0} role="region" aria-label="Columns and their sources, scrollable">
        <table className="sources">
          <caption>Where each column comes from</caption>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Owner</th>
              <th scope="col">What it is</th>
              <th scope="col">Source</th>
              <th scope="col">As of</th>
              <th scope="col">Licence</th>
            </tr>
          </thead>
          <tbody>
            {origins.map((origin, index) => (
              // Two columns may have one name.
              <OriginRow key={index} origin={origin} />
            ))}
          </tbody>
        </table>
      </div>
      <h2>How to read the cells</h2>
      <ul>
        {CELL_NOTES.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p>Fetched at {new Date(run.fetchedAt).toLocaleString('en-GB')}.</p>
    </>
  );
}

const NOT_TOLD = 'not told';

function OriginRow({ origin }: { readonly origin: ColumnOrigin }) {
  const { name, field, description, owner, subgraphs, source, asOf, licence, url } = origin;
  return (
    <tr>
      <th scope="row">{name.replaceAll('.', '.\u200B')}</th>
      <td>{owner ?? (subgraphs.length > 0 ? subgraphs.join(', ') : NOT_TOLD)}</td>
      <td>
        {description} <code>{field}</code>
      </td>
      <td>
        {source ?? NOT_TOLD} {url !== null && <small>{url}</small>}
      </td>
      <td>{asOf ?? NOT_TOLD}</td>
      <td>{licence ?? NOT_TOLD}</td>
    </tr>
  );
}
