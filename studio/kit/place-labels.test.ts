import { expect, test } from '@jest/globals';
import { placeLabels } from './place-labels.js';

type Placed = readonly [string, { readonly x: number; readonly y: number }];

const size = { width: 100, height: 40 };
const CROSS: readonly Placed[] = [
  ['west', { x: 0, y: 200 }],
  ['east', { x: 800, y: 200 }],
  ['north', { x: 400, y: 0 }],
  ['south', { x: 400, y: 400 }],
];
const layout = { places: new Map(CROSS), size, height: 440 };

test('placeLabels() puts a label in the middle of its line', () => {
  expect(placeLabels([{ from: 'west', to: 'east', label: 'Book' }], layout)).toEqual([0.5]);
});

test('placeLabels() moves a label that would cover another one', () => {
  const edges = [
    { from: 'west', to: 'east', label: 'Book' },
    { from: 'north', to: 'south', label: 'Author' },
  ];
  const [across, down] = placeLabels(edges, layout);
  expect(across).toBe(0.5);
  expect(Math.abs(down! - 0.5)).toBeGreaterThan(0.05);
});

test('placeLabels() moves a label that would cover a box', () => {
  const places = new Map([...CROSS, ['middle', { x: 400, y: 200 }]] as Placed[]);
  const [at] = placeLabels([{ from: 'west', to: 'east', label: 'Book' }], { ...layout, places });
  expect(Math.abs(at! - 0.5)).toBeGreaterThan(0.05);
});

test('placeLabels() falls back on the middle where there is no room', () => {
  const label = 'x'.repeat(200);
  expect(placeLabels([{ from: 'west', to: 'east', label }], layout)).toEqual([0.5]);
});
