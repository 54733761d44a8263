import { useMemo } from 'react';
import { Diagram } from '../kit/diagram.js';
import { FactsTable } from '../kit/facts-table.js';
import { markOf, OwnerMark } from '../kit/owner-mark.js';
import { planGraph } from './plan-graph.js';
import { planInWords, type Step } from './plan-in-words.js';
import type { PlanNode } from './plan-node.js';
import { fieldNames, readFetch } from './read-fetch.js';

interface PlanViewProps {
  readonly node: PlanNode | null;
  readonly subgraphs: readonly string[];
}

/** How an operation is planned: in words, as a picture, and as the table beside it. */
export function PlanView({ node, subgraphs }: PlanViewProps) {
  const rows = useMemo(() => rowsOf(node), [node]);
  const picture = useMemo(
    () => ({
      nodes: rows.map(({ id, subgraph, fields }) => ({
        id,
        title: subgraph,
        detail: fields,
        mark: markOf(subgraph, subgraphs),
      })),
      edges: rows.flatMap(({ id, after }) => after.map((from) => ({ from, to: id }))),
    }),
    [rows, subgraphs],
  );
  return (
    <section aria-label="Query plan">
      <h2>How the gateway plans it</h2>
      <Steps steps={planInWords(node)} order="one-by-one" />
      {rows.length > 1 && <Diagram label="The plan as a picture; the table below says the same" {...picture} />}
      <FactsTable
        caption="Requests of the plan"
        rows={rows}
        keyOf={({ id }) => id}
        none="No subgraph is asked."
        columns={[
          { title: 'Request', cell: ({ id }) => id },
          { title: 'Subgraph', cell: ({ subgraph }) => <OwnerMark subgraph={subgraph} all={subgraphs} /> },
          { title: 'For', cell: ({ path }) => path },
          { title: 'Asks for', cell: ({ fields }) => fields },
          { title: 'After', cell: ({ after }) => after.join(', ') || 'nothing' },
        ]}
      />
    </section>
  );
}

function Steps({ steps, order }: Pick<Step, 'steps' | 'order'>) {
  const List = order === 'one-by-one' ? 'ol' : 'ul';
  return (
    <List className="trace-steps">
      {steps.map(({ words, order: below, steps: inner }) => (
        <li key={words}>
          {words}
          {inner.length > 0 && <Steps steps={inner} order={below} />}
        </li>
      ))}
    </List>
  );
}

function rowsOf(node: PlanNode | null) {
  const { fetches, edges } = planGraph(node);
  const names = node ? fieldNames(node) : new Map<string, string>();
  return fetches.map(({ fetch, path }, index) => {
    const { subgraph, fields } = readFetch(fetch);
    const after = edges.filter(([, to]) => to === index).map(([from]) => String(from + 1));
    const place = path.map((key) => names.get(key) ?? key).join('.');
    return { id: String(index + 1), subgraph, fields: fields.join(', '), path: place || 'the root', after };
  });
}
