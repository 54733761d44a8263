import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PieController,
  PointElement,
  ScatterController,
  Title,
  Tooltip,
  type ChartConfiguration,
  type ChartItem,
} from 'chart.js';
import type { ChartKind } from './chart-choice.js';
import type { ChartData } from './chart-data.js';
import { chartDatasets } from './chart-datasets.js';
import { themeColours, type ChartColours } from './theme-colours.js';

Chart.register(
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PieController,
  PointElement,
  ScatterController,
  Title,
  Tooltip,
);

export interface Drawing {
  readonly data: ChartData;
  readonly kind: ChartKind;
  /** Drawn above; null where the page says it already. */
  readonly title?: string;
  /** Whether it is a picture of its own, of fixed size, on a ground of its own. */
  readonly isStill?: boolean;
}

/** Draws a chart in the colours of the theme that the page shows. */
export function drawChart(item: ChartItem, drawing: Drawing): Chart {
  return new Chart(item, configuration(drawing, themeColours()));
}

function configuration({ data, kind, title, isStill = false }: Drawing, colours: ChartColours): ChartConfiguration {
  const isReduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const font = { family: 'Arial, Liberation Sans, Helvetica, sans-serif', size: 13 };
  return {
    type: kind,
    data: { labels: kind === 'scatter' ? [] : [...data.labels], datasets: chartDatasets(data, kind, colours) },
    options: {
      responsive: !isStill,
      maintainAspectRatio: false,
      animation: isStill || isReduced ? false : { duration: 300 },
      devicePixelRatio: isStill ? 2 : devicePixelRatio,
      color: colours.text,
      font,
      plugins: {
        legend: {
          display: kind === 'pie' || data.series.length > 0,
          labels: { color: colours.text, font, usePointStyle: kind !== 'bar' && kind !== 'pie' },
        },
        title: { display: title !== undefined, text: title ?? '', color: colours.text, font: { ...font, size: 16 } },
        tooltip: { mode: kind === 'line' ? 'index' : 'nearest', intersect: false },
      },
      ...(kind === 'pie' ? {} : { scales: scales(data, kind, colours) }),
    },
    plugins: isStill ? [ground(colours)] : [],
  } as ChartConfiguration;
}

function scales({ xName, series }: ChartData, kind: ChartKind, { text, line }: ChartColours) {
  const shared = { ticks: { color: text }, grid: { color: line }, border: { color: line } };
  const only = series.length === 1 ? series[0]?.name : undefined;
  return {
    x: {
      ...shared,
      type: kind === 'scatter' ? 'linear' : 'category',
      title: { display: true, text: xName, color: text },
      ticks: { color: text, maxRotation: 60, autoSkipPadding: 12 },
    },
    y: {
      ...shared,
      beginAtZero: kind !== 'scatter',
      title: { display: only !== undefined, text: only ?? '', color: text },
    },
  };
}

/** A picture that is saved must be readable on any page. */
function ground({ surface }: ChartColours) {
  return {
    id: 'ground',
    beforeDraw: ({ ctx, width, height }: Chart) => {
      ctx.save();
      ctx.fillStyle = surface;
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
  };
}
