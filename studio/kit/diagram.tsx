import { lazy, Suspense } from 'react';
import type { DiagramProps } from './diagram-flow.js';
import { Loading } from './loading.js';

const DiagramFlow = lazy(async () => ({ default: (await import('./diagram-flow.js')).DiagramFlow }));

/** Boxes and lines between them, laid out from left to right. Whoever shows one puts a table with the same beside it. */
export function Diagram(props: DiagramProps) {
  return (
    <Suspense fallback={<Loading what="the picture" />}>
      <DiagramFlow {...props} />
    </Suspense>
  );
}
