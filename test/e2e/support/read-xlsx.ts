import { strFromU8, unzipSync } from 'fflate';

/** The cells of each sheet of a workbook, as text, by the sheet's name. */
export function readXlsx(bytes: Uint8Array): Map<string, string[][]> {
  const files = unzipSync(bytes);
  const names = [...text(files, 'xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name]) => name!);
  return new Map(names.map((name, index) => [name, rowsOf(text(files, `xl/worksheets/sheet${index + 1}.xml`))]));
}

function text(files: Readonly<Record<string, Uint8Array>>, path: string): string {
  const file = files[path];
  if (!file) throw new Error(`The workbook has no ${path}, only ${Object.keys(files).join(', ')}`);
  return strFromU8(file);
}

function rowsOf(xml: string): string[][] {
  return [...xml.matchAll(/<row\b[^>]*>(.*?)<\/row>|<row\b[^>]*\/>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\b[^>]*?(?:\/>|>(.*?)<\/c>)/gs)].map(([, cell = '']) =>
      unescapeXml([...cell.matchAll(/<(?:v|t)\b[^>]*>(.*?)<\/(?:v|t)>/gs)].map(([, value]) => value).join('')),
    ),
  );
}

function unescapeXml(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
