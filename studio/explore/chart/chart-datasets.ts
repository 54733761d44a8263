import type { ChartDataset } from 'chart.js';
import type { ChartKind } from './chart-choice.js';
import type { ChartData, ChartSeries } from './chart-data.js';
import type { ChartColours } from './theme-colours.js';

/** Signs by which points of several series differ besides their colour. */
const SIGNS = ['circle', 'rectRot', 'triangle', 'rect', 'star', 'crossRot', 'cross', 'dash'] as const;
/** Points of a longer line would cover it. */
const POINTS_MAX = 80;

/** The series as the library draws them. */
export function chartDatasets(data: ChartData, kind: ChartKind, colours: ChartColours): ChartDataset[] {
  if (kind === 'pie') return data.series.slice(0, 1).map((series) => pieDataset(series, colours));
  return data.series.map((series, index) => {
    const colour = colours.series[index % colours.series.length]!;
    const shared = { label: series.name, borderColor: colour, backgroundColor: colour };
    if (kind === 'scatter') return { ...shared, data: points(data, series), pointStyle: SIGNS[index] ?? 'circle' };
    // A target stays a line, whatever the rest is.
    if (series.isTarget) return { ...shared, ...targetLine(colours), type: 'line' as const, data: [...series.values] };
    return { ...shared, ...(kind === 'line' ? lineLook(series, index) : { borderWidth: 0 }), data: [...series.values] };
  });
}

function lineLook({ values }: ChartSeries, index: number) {
  return {
    borderWidth: 2.5,
    pointRadius: values.length > POINTS_MAX ? 0 : 3.5,
    pointStyle: SIGNS[index] ?? 'circle',
    spanGaps: false,
    // With segments of its own a line is drawn step by step, which can be recorded; else as a path object, which cannot.
    segment: {},
  };
}

function targetLine({ text }: ChartColours) {
  return {
    borderColor: text,
    backgroundColor: text,
    borderWidth: 2,
    borderDash: [8, 5],
    segment: {},
    pointRadius: 0,
    pointStyle: 'line',
  };
}

function pieDataset({ name, values }: ChartSeries, { series, surface }: ChartColours) {
  const colours = values.map((_value, index) => series[index % series.length]!);
  return { label: name, data: [...values], backgroundColor: colours, borderColor: surface, borderWidth: 2 };
}

function points({ labels }: ChartData, { values }: ChartSeries) {
  return values.flatMap((y, index) => (y === null ? [] : [{ x: Number(labels[index]), y }]));
}
