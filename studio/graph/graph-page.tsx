import './graph.css';
import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import { loadGraph } from '../kit/gateway-api.js';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { routeTo, useRoute } from '../shell/route.js';
import { GraphMap } from './graph-map.js';
import { PartnerPage } from './partner-page.js';
import { SearchBox } from './search-box.js';
import { TypePage } from './type-page.js';

/** The page "Graph": the map, a search over everything, and a page for each type and partner. */
export function GraphPage() {
  const graph = useLoaded(loadGraph);
  if (graph.kind === 'loading') return <Loading what="the graph" />;
  if (graph.kind === 'failed') {
    return (
      <>
        <h1>Graph</h1>
        <Notice kind="error" title="The gateway does not show the graph">
          <p>{graph.error.message}</p>
        </Notice>
      </>
    );
  }
  return <Loaded graph={graph.value} />;
}

function Loaded({ graph }: { readonly graph: GraphDescription }) {
  const { path } = useRoute();
  const [kind, name] = path;
  if (kind === 'type' && name !== undefined) return <TypePage key={name} graph={graph} name={name} />;
  if (kind === 'partner' && name !== undefined) return <PartnerPage key={name} graph={graph} name={name} />;
  return (
    <>
      <h1>Graph</h1>
      <p>
        {graph.types.length} types from {graph.subgraphs.length} subgraphs,{' '}
        {graph.supergraph.serial === null ? 'read from a file' : `number ${graph.supergraph.serial} of the registry`},
        loaded on {new Date(graph.supergraph.loadedAt).toLocaleString('en-GB')}.
      </p>
      <SearchBox graph={graph} />
      <GraphMap graph={graph} />
    </>
  );
}

/** The way back to the map. */
export function BackToGraph() {
  return (
    <p>
      <a href={routeTo(['graph'])}>Back to the graph</a>
    </p>
  );
}
