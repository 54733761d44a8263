import { escapeXml, textAnchor, textBaseline } from './svg-text.js';

export interface SvgSize {
  readonly width: number;
  readonly height: number;
}

export interface SvgRecorder {
  /** What is drawn on it is kept as elements; nothing of it is shown. */
  readonly canvas: HTMLCanvasElement;
  svg(title: string): string;
}

/**
 * A canvas of which the drawing can be had as SVG. It takes what charts draw: paths, text, transformations, dashes and
 * rectangles to clip by. Text is measured, and the state of the drawing kept, by a real context.
 */
export function createSvgRecorder({ width, height }: SvgSize): SvgRecorder {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser could not make a picture');
  const elements: string[] = [];
  record(context, elements);
  return {
    canvas,
    svg: (title) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">` +
      `<title>${escapeXml(title)}</title>${elements.join('')}</svg>\n`,
  };
}

/** A chart is drawn at twice the density; the picture is in whole pixels. */
const SCALE = 2;

/** Has a context keep what is drawn besides drawing it. */
function record(context: CanvasRenderingContext2D, elements: string[]): void {
  let path: string[] = [];
  const place = () => {
    const { a, b, c, d, e, f } = context.getTransform();
    return [a, b, c, d, e, f].map((value) => round(value / SCALE)).join(' ');
  };
  const add = (name: string, attributes: string, content = '') =>
    elements.push(`<${name} transform="matrix(${place()})" ${attributes}>${content}</${name}>`);
  const point = (x: number, y: number) => `${round(x)} ${round(y)}`;
  const watch = (changes: Partial<CanvasRenderingContext2D>) => {
    for (const [name, before] of Object.entries(changes)) {
      const own = (context as unknown as Record<string, (...args: unknown[]) => unknown>)[name]!.bind(context);
      (context as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
        (before as (...args: unknown[]) => void)(...args);
        return own(...args);
      };
    }
  };
  watch({
    beginPath: () => (path = []),
    closePath: () => path.push('Z'),
    moveTo: (x, y) => path.push(`M${point(x, y)}`),
    lineTo: (x, y) => path.push(`${path.length === 0 ? 'M' : 'L'}${point(x, y)}`),
    bezierCurveTo: (...p) => path.push(`C${p.map(round).join(' ')}`),
    rect: (x, y, w, h) => path.push(`M${point(x, y)}h${round(w)}v${round(h)}h${round(-w)}Z`),
    arc: (...args) => path.push(arcPath(args, path.length === 0)),
    fill: () => add('path', `d="${path.join('')}" fill="${paint(context.fillStyle)}"`),
    stroke: () => add('path', `d="${path.join('')}" fill="none" ${strokeOf(context)}`),
    fillRect: (x, y, w, h) =>
      add('path', `d="M${point(x, y)}h${round(w)}v${round(h)}h${round(-w)}Z" fill="${paint(context.fillStyle)}"`),
    fillText: (text, x, y) => {
      const look = `font-family="Arial, Helvetica, sans-serif" font-size="${parseFloat(context.font.match(/[\d.]+px/)?.[0] ?? '13')}"`;
      const weight = /bold|[67]00/.test(context.font) ? ' font-weight="bold"' : '';
      const where = `x="${round(x)}" y="${round(y)}" ${textAnchor(context.textAlign)} ${textBaseline(context.textBaseline)}`;
      add('text', `${where} ${look}${weight} fill="${paint(context.fillStyle)}"`, escapeXml(text));
    },
  });
}

function strokeOf(context: CanvasRenderingContext2D): string {
  const dashes = context.getLineDash().map(round).join(' ');
  return `stroke="${paint(context.strokeStyle)}" stroke-width="${round(context.lineWidth)}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}`;
}

/** Charts of this page paint with plain colours. */
function paint(style: string | CanvasGradient | CanvasPattern): string {
  return typeof style === 'string' ? escapeXml(style) : 'none';
}

type ArcArguments = readonly [
  x: number,
  y: number,
  radius: number,
  from: number,
  to: number,
  isBackwards?: boolean | undefined,
];

/** An arc as https://www.w3.org/TR/SVG2/paths.html has it; a whole circle is two halves. */
function arcPath([x, y, radius, from, to, isBackwards = false]: ArcArguments, isFirst: boolean): string {
  const at = (angle: number) => `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
  const sweep = isBackwards ? 0 : 1;
  const arc = (angle: number, isLong: boolean) =>
    `A${round(radius)} ${round(radius)} 0 ${isLong ? 1 : 0} ${sweep} ${at(angle)}`;
  const start = `${isFirst ? 'M' : 'L'}${at(from)}`;
  const span = Math.abs(to - from);
  if (span >= 2 * Math.PI - 1e-6) return `${start}${arc(from + Math.PI, false)}${arc(from, false)}`;
  return `${start}${arc(to, span > Math.PI)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
