import type { Layout } from './lay-out.js';

/** A line between two boxes, with what stands on it. */
export interface Labelled {
  readonly from: string;
  readonly to: string;
  readonly label: string | undefined;
}

/**
 * Where on each straight line from middle to middle its label stands, from 0 to 1: the first place, from the middle
 * outwards, where it covers no box and no other label; the middle where there is none.
 */
export function placeLabels(edges: readonly Labelled[], { places, size }: Layout): number[] {
  const taken: Box[] = [...places.values()].map(({ x, y }) => ({ x, y, ...size }));
  const middle = (id: string) => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 };
    return { x: x + size.width / 2, y: y + size.height / 2 };
  };
  return edges.map(({ from, to, label = '' }) => {
    const start = middle(from);
    const end = middle(to);
    const boxAt = (at: number): Box => {
      const width = label.length * LETTER_PX + PADDING_PX;
      const [x, y] = [start.x + at * (end.x - start.x), start.y + at * (end.y - start.y)];
      return { x: x - width / 2, y: y - HEIGHT_PX / 2, width, height: HEIGHT_PX };
    };
    const at = PLACES.find((place) => !taken.some((box) => overlap(box, boxAt(place)))) ?? PLACES[0];
    taken.push(boxAt(at));
    return at;
  });
}

const PLACES = [0.5, 0.42, 0.58, 0.36, 0.64, 0.3, 0.7, 0.25, 0.75] as const;
const LETTER_PX = 6.4;
const PADDING_PX = 12;
const HEIGHT_PX = 22;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
