import '@xyflow/react/dist/style.css';
import './diagram.css';
import {
  Background,
  BaseEdge,
  Controls,
  EdgeLabelRenderer,
  getStraightPath,
  MarkerType,
  ReactFlow,
  type Edge,
  type EdgeProps,
  type Node,
} from '@xyflow/react';
import { useMemo } from 'react';
import { layOut, layOutRing, type Layout } from './lay-out.js';
import type { Mark } from './owner-mark.js';
import { placeLabels, type Labelled } from './place-labels.js';
import { useNarrow } from './use-narrow.js';

export interface DiagramNode {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  readonly mark: Mark;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** For a narrow screen. */
  readonly shortLabel?: string;
}

export interface DiagramProps {
  readonly label: string;
  /** A ring where anything may have to do with anything; else from left to right along the lines. */
  readonly isRing?: boolean;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** The picture itself, which can be moved and enlarged with the mouse or its buttons. */
export function DiagramFlow({ label, nodes, edges, isRing = false }: DiagramProps) {
  const isNarrow = useNarrow();
  const layout = useMemo(
    () => (isRing ? layOutRing(nodes, isNarrow) : layOut(nodes, edges)),
    [nodes, edges, isRing, isNarrow],
  );
  const drawn = useMemo(() => {
    const labelled = edges.map((edge) => ({ ...edge, label: (isNarrow ? edge.shortLabel : undefined) ?? edge.label }));
    const labels = isRing ? placeLabels(labelled, layout) : [];
    return {
      nodes: nodes.map((node) => drawNode(node, layout)),
      edges: labelled.map((edge, index) => drawEdge(edge, labels[index])),
    };
  }, [nodes, edges, layout, isRing, isNarrow]);
  return (
    <div
      className={isRing ? 'kit-diagram kit-diagram--ring' : 'kit-diagram'}
      role="group"
      aria-label={label}
      style={{ height: heightOf(layout) }}
    >
      <ReactFlow
        key={String(isNarrow)}
        {...drawn}
        edgeTypes={EDGE_TYPES}
        fitView
        fitViewOptions={{ padding: 0.06 }}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function heightOf({ height }: Layout): number {
  return Math.min(560, Math.max(220, height + 80));
}

function drawNode({ id, title, detail, mark }: DiagramNode, { places, size }: Layout): Node {
  return {
    id,
    position: places.get(id) ?? { x: 0, y: 0 },
    data: {
      label: (
        <>
          <strong>
            {mark.letter} · {title}
          </strong>
          {detail === undefined ? null : <span>{detail}</span>}
        </>
      ),
    },
    sourcePosition: 'right',
    targetPosition: 'left',
    style: { width: size.width, height: size.height, borderColor: mark.colour },
  } as Node;
}

/** A line of a ring has its label where there is room for it. */
function drawEdge({ from, to, label }: Labelled, at: number | undefined): Edge {
  return {
    id: `${from}>${to}>${label ?? ''}`,
    source: from,
    target: to,
    ...(label === undefined ? {} : { label }),
    ...(at === undefined ? { markerEnd: { type: MarkerType.ArrowClosed } } : { type: 'ring', data: { at } }),
  };
}

const EDGE_TYPES = { ring: RingEdge };

function RingEdge({ sourceX, sourceY, targetX, targetY, label, data }: EdgeProps) {
  const at = (data as { readonly at: number }).at;
  const [path] = getStraightPath({ sourceX, sourceY, targetX, targetY });
  const labelX = sourceX + at * (targetX - sourceX);
  const labelY = sourceY + at * (targetY - sourceY);
  return (
    <>
      <BaseEdge path={path} />
      <EdgeLabelRenderer>
        <div
          className="kit-diagram__label"
          style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
        >
          {label}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
