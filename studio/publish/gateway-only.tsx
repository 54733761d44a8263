import { FactsTable } from '../kit/facts-table.js';
import { loadGraph } from '../kit/gateway-api.js';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { routeTo } from '../shell/route.js';

/** What the gateway alone knows, where it follows no registry. */
export function GatewayOnly() {
  const graph = useLoaded(loadGraph);
  return (
    <>
      <Notice kind="information" title="This gateway follows no registry">
        <p>
          It reads its supergraph from a file, so that nothing is published here. Versions, checks, grants and tokens
          are there when it is started with <code>--registry</code>. What follows is what the gateway itself knows.
        </p>
      </Notice>
      {graph.kind === 'loading' && <Loading what="the graph" />}
      {graph.kind === 'failed' && <Notice kind="warning" title={graph.error.message} />}
      {graph.kind === 'loaded' && (
        <FactsTable
          caption="Subgraphs of the supergraph"
          rows={graph.value.subgraphs}
          keyOf={({ name }) => name}
          columns={[
            {
              title: 'Subgraph',
              cell: ({ name, owner }) => <a href={routeTo(['graph', 'partner', owner ?? name])}>{name}</a>,
            },
            { title: 'Partner', cell: ({ owner }) => owner ?? 'not told' },
            { title: 'Types', isNumber: true, cell: ({ types }) => types },
            { title: 'Fields', isNumber: true, cell: ({ fields }) => fields },
          ]}
        />
      )}
    </>
  );
}
