import { useDeferredValue, useId, useMemo } from 'react';
import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import { FactsTable } from '../kit/facts-table.js';
import { OwnerMark } from '../kit/owner-mark.js';
import { replaceRoute, routeTo, useRoute } from '../shell/route.js';
import { search, searchable, type Found } from './search.js';
import { useUse } from './use-of-found.js';

const SHOWN_MAX = 100;

/** A search over every type, field, argument and value, by name, description and deprecation. */
export function SearchBox({ graph }: { readonly graph: GraphDescription }) {
  const id = useId();
  const text = useRoute().parameters.get('q') ?? '';
  const asked = useDeferredValue(text);
  const all = useMemo(() => searchable(graph), [graph]);
  const found = useMemo(() => search(all, asked), [all, asked]);
  const names = graph.subgraphs.map(({ name }) => name);
  const change = (value: string) => replaceRoute(['graph'], value === '' ? {} : { q: value });
  return (
    <form className="graph-search" role="search" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={id}>Search types, fields, arguments, values and their descriptions</label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <p role="status">{asked.trim() === '' ? '' : countInWords(found.length)}</p>
      {found.length > 0 && <FoundTable found={found.slice(0, SHOWN_MAX)} names={names} />}
    </form>
  );
}

interface FoundTableProps {
  readonly found: readonly Found[];
  /** Of all subgraphs. */
  readonly names: readonly string[];
}

function FoundTable({ found, names }: FoundTableProps) {
  const { columns, note } = useUse(found);
  return (
    <>
      {note !== null && <p>{note}.</p>}
      <FactsTable
        caption="What was found"
        rows={found}
        keyOf={({ kind, coordinate }) => `${kind} ${coordinate}`}
        columns={[
          {
            title: 'Name',
            cell: ({ coordinate, type }) => <a href={routeTo(['graph', 'type', type])}>{coordinate}</a>,
          },
          { title: 'Kind', cell: ({ kind }) => kind },
          { title: 'Subgraphs', cell: ({ subgraphs }) => <OwnerMarks subgraphs={subgraphs} all={names} /> },
          ...columns,
          {
            title: 'Description',
            cell: ({ description, deprecated }) => (
              <>
                {deprecated !== null && <strong>Deprecated: {deprecated} </strong>}
                {description}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

interface OwnerMarksProps {
  readonly subgraphs: readonly string[];
  readonly all: readonly string[];
}

/** Several subgraphs, one below the other. */
export function OwnerMarks({ subgraphs, all }: OwnerMarksProps) {
  return subgraphs.map((subgraph) => (
    <span className="graph-marks" key={subgraph}>
      <OwnerMark subgraph={subgraph} all={all} />
    </span>
  ));
}

function countInWords(count: number): string {
  if (count > SHOWN_MAX) return `${count} found; the first ${SHOWN_MAX} are shown`;
  return count === 0 ? 'Nothing found' : `${count} found`;
}
