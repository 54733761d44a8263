const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };
const BASELINES: Readonly<Record<string, string>> = {
  middle: 'central',
  top: 'text-before-edge',
  bottom: 'text-after-edge',
};

/** How a canvas aligns text, as an attribute of SVG. */
export function textAnchor(align: CanvasTextAlign): string {
  return `text-anchor="${ANCHORS[align] ?? 'start'}"`;
}

/** On which line a canvas puts text, as an attribute of SVG. */
export function textBaseline(baseline: CanvasTextBaseline): string {
  return `dominant-baseline="${BASELINES[baseline] ?? 'alphabetic'}"`;
}

/** Text that is text in XML, whatever it holds. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
