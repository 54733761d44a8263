import { drawChart, type Drawing } from './draw-chart.js';
import { createSvgRecorder } from './svg-recorder.js';

const WIDTH = 960;
const HEIGHT = 540;

type Picture = Required<Pick<Drawing, 'data' | 'kind' | 'title'>>;

/** The chart as a PNG picture, at twice the density of a screen. */
export async function pngOf(picture: Picture): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const chart = drawChart(canvas, { ...picture, isStill: true });
  try {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The browser could not make a picture');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    chart.destroy();
  }
}

/** The chart as an SVG picture: lines and text, sharp at any size. */
export function svgOf(picture: Picture): string {
  const recorder = createSvgRecorder({ width: WIDTH, height: HEIGHT });
  const chart = drawChart(recorder.canvas, { ...picture, isStill: true });
  try {
    return recorder.svg(picture.title);
  } finally {
    chart.destroy();
  }
}
