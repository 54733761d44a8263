import { graphlib, layout as place } from '@dagrejs/dagre';

export interface Layout {
  /** The upper left corner of each box. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly size: { readonly width: number; readonly height: number };
  readonly height: number;
}

/** Places boxes in a ring, where each may have to do with each; a high one where the screen is narrow. */
export function layOutRing(nodes: readonly { readonly id: string }[], isNarrow: boolean): Layout {
  const size = isNarrow ? NARROW_SIZE : SIZE;
  const radius = Math.max(isNarrow ? 210 : SIZE.height * 1.9, (nodes.length * SIZE.width) / 9);
  const across = isNarrow ? size.width * 0.55 : radius * RING_WIDTH;
  const places = nodes.map(({ id }, index): [string, { x: number; y: number }] => {
    const angle = (2 * Math.PI * index) / nodes.length - Math.PI / 2;
    const reach = 1 + (SPIRAL * index) / Math.max(1, nodes.length - 1);
    return [id, { x: Math.cos(angle) * reach * across, y: Math.sin(angle) * reach * radius }];
  });
  return { places: new Map(places), size, height: 2 * radius + size.height };
}

/** By how much the last is further from the middle than the first, so that not all lines cross at one point. */
const SPIRAL = 0.6;
/** How many times as wide as high a ring is. */
const RING_WIDTH = 2;
const SIZE = { width: 210, height: 76 };
const NARROW_SIZE = { width: 150, height: 96 };

/** Places boxes from left to right, along the lines between them. */
export function layOut(
  nodes: readonly { readonly id: string }[],
  edges: readonly { readonly from: string; readonly to: string }[],
): Layout {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 110 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...SIZE });
  edges.forEach(({ from, to }, index) => graph.setEdge(from, to, {}, String(index)));
  place(graph);
  const corner = (id: string) => {
    const { x, y } = graph.node(id) as { x: number; y: number };
    return { x: x - SIZE.width / 2, y: y - SIZE.height / 2 };
  };
  const places = new Map(nodes.map(({ id }) => [id, corner(id)]));
  const bottom = Math.max(0, ...[...places.values()].map(({ y }) => y + SIZE.height));
  return { places, size: SIZE, height: bottom };
}
