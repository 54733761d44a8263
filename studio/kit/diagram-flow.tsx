import '@xyflow/react/dist/style.css';
import './diagram.css';
import { Background, Controls, MarkerType, ReactFlow, type Edge, type Node } from '@xyflow/react';
import { useMemo } from 'react';
import { layOut, layOutRing, type Layout } from './lay-out.js';
import type { Mark } from './owner-mark.js';

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
  const layout = useMemo(() => (isRing ? layOutRing(nodes) : layOut(nodes, edges)), [nodes, edges, isRing]);
  const drawn = useMemo(
    () => ({ nodes: nodes.map((node) => drawNode(node, layout)), edges: edges.map((edge) => drawEdge(edge, isRing)) }),
    [nodes, edges, layout, isRing],
  );
  return (
    <div
      className={isRing ? 'kit-diagram kit-diagram--ring' : 'kit-diagram'}
      role="group"
      aria-label={label}
      style={{ height: heightOf(layout) }}
    >
      <ReactFlow
        {...drawn}
        fitView
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

function drawEdge({ from, to, label }: DiagramEdge, isRing: boolean): Edge {
  return {
    id: `${from}>${to}>${label ?? ''}`,
    source: from,
    target: to,
    ...(label === undefined ? {} : { label }),
    ...(isRing ? { type: 'straight' } : { markerEnd: { type: MarkerType.ArrowClosed } }),
  };
}
