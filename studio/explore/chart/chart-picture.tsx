import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from '../../kit/button.js';
import { onShownTheme, themeShown } from '../../shell/theme.js';
import { download } from '../export/download.js';
import type { ChartKind } from './chart-choice.js';
import type { ChartData } from './chart-data.js';
import { drawChart } from './draw-chart.js';
import { pngOf, svgOf } from './save-chart.js';

interface ChartPictureProps {
  readonly data: ChartData;
  readonly kind: ChartKind;
  readonly title: string;
}

/** The chart itself, and what saves it as a picture. */
export function ChartPicture({ data, kind, title }: ChartPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useSyncExternalStore(onShownTheme, themeShown);
  useEffect(() => {
    if (!canvas.current) return undefined;
    const chart = drawChart(canvas.current, { data, kind });
    return () => chart.destroy();
    // Colours are read from the page, so it is drawn again in another theme.
  }, [data, kind, theme]);
  const name = title.toLowerCase().replace(/[^\w]+/g, '-');
  const savePng = async () => download(`${name}.png`, 'image/png', [await pngOf({ data, kind, title })]);
  const saveSvg = () => download(`${name}.svg`, 'image/svg+xml', [svgOf({ data, kind, title })]);
  return (
    <figure className="chart">
      <div className="chart__canvas">
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${title}: ${wordsFor(data, kind)}. The numbers are in the table below.`}
        />
      </div>
      <figcaption className="chart__actions">
        <Button onClick={() => void savePng()}>Save as PNG</Button>
        <Button onClick={saveSvg}>Save as SVG</Button>
      </figcaption>
    </figure>
  );
}

const KINDS: Readonly<Record<ChartKind, string>> = {
  bar: 'bar chart',
  line: 'line chart',
  scatter: 'scatter chart',
  pie: 'pie chart',
};

function wordsFor({ series, xName, labels }: ChartData, kind: ChartKind): string {
  const names = series.map(({ name, isTarget }) => (isTarget ? `${name} as a line of dashes` : name));
  return `${KINDS[kind]} of ${names.join(', ')} by ${xName}, from ${labels[0] ?? ''} to ${labels.at(-1) ?? ''}`;
}
