import { useMemo } from 'react';
import type { GraphDescription, Join } from '../../gateway/studio-api/contract/graph-description.js';
import { Diagram } from '../kit/diagram.js';
import { FactsTable } from '../kit/facts-table.js';
import { markOf, OwnerMark } from '../kit/owner-mark.js';
import { routeTo } from '../shell/route.js';
import { partnersOf } from './partners.js';
import { OwnerMarks } from './search-box.js';

/** The subgraphs, their entities, and who carries on with whose. */
export function GraphMap({ graph }: { readonly graph: GraphDescription }) {
  const names = useMemo(() => graph.subgraphs.map(({ name }) => name), [graph]);
  const picture = useMemo(() => pictureOf(graph, names), [graph, names]);
  const entities = graph.types.filter(({ keys }) => keys.length > 0);
  return (
    <>
      <h2>Map</h2>
      <Diagram label="Map of the subgraphs; the tables below say the same" isRing {...picture} />
      <FactsTable
        caption="Partners and their subgraphs"
        rows={partnersOf(graph)}
        keyOf={({ name }) => name}
        columns={[
          { title: 'Partner', cell: ({ name }) => <a href={routeTo(['graph', 'partner', name])}>{name}</a> },
          {
            title: 'Subgraphs',
            cell: ({ subgraphs }) => <OwnerMarks subgraphs={subgraphs.map(({ name }) => name)} all={names} />,
          },
          { title: 'Types', isNumber: true, cell: ({ subgraphs }) => sum(subgraphs.map(({ types }) => types)) },
          { title: 'Fields', isNumber: true, cell: ({ subgraphs }) => sum(subgraphs.map(({ fields }) => fields)) },
        ]}
      />
      <FactsTable
        caption="Entities"
        rows={entities}
        keyOf={({ name }) => name}
        none="The graph has no entities: no subgraph carries on with what another one answers."
        columns={[
          { title: 'Entity', cell: ({ name }) => <a href={routeTo(['graph', 'type', name])}>{name}</a> },
          { title: 'Keys', cell: ({ keys }) => [...new Set(keys.map(({ fields }) => fields))].join('; ') },
          { title: 'Subgraphs', cell: ({ subgraphs }) => <OwnerMarks subgraphs={subgraphs} all={names} /> },
        ]}
      />
      <FactsTable
        caption="Joins between subgraphs"
        rows={graph.joins}
        keyOf={({ type, from, to }) => `${type} ${from} ${to}`}
        none="No subgraph carries on with what another one answers."
        columns={[
          { title: 'Entity', cell: ({ type }) => <a href={routeTo(['graph', 'type', type])}>{type}</a> },
          { title: 'From', cell: ({ from }) => <OwnerMark subgraph={from} all={names} /> },
          { title: 'Carried on by', cell: ({ to }) => <OwnerMark subgraph={to} all={names} /> },
          { title: 'By key', cell: ({ key }) => key },
          { title: 'Adds', cell: ({ fields }) => fields.join(', ') },
        ]}
      />
    </>
  );
}

function pictureOf({ subgraphs, joins }: GraphDescription, names: readonly string[]) {
  // One line for both directions.
  const between = Map.groupBy(joins, ({ from, to }) => JSON.stringify([from, to].sort()));
  return {
    nodes: subgraphs.map(({ name, owner, fields }) => ({
      id: name,
      title: name,
      detail: owner ?? `${fields} fields`,
      mark: markOf(name, names),
    })),
    edges: [...between.values()].map((some) => {
      const { from, to } = some[0]!;
      return { from, to, label: labelOf(some), shortLabel: shortLabelOf(some) };
    }),
  };
}

function shortLabelOf(joins: readonly Join[]): string {
  const types = new Set(joins.map(({ type }) => type));
  return types.size === 1 ? joins[0]!.type : `${types.size} entities`;
}

function labelOf(joins: readonly Join[]): string {
  const types = [...new Set(joins.map(({ type }) => type))];
  return types.length > 2 ? `${types.slice(0, 2).join(', ')} and ${types.length - 2} more` : types.join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
