/** The forms of a table at `/data`, by the suffix of its address. */
export const FORMATS = [
  { suffix: 'csv', title: 'CSV' },
  { suffix: 'xlsx', title: 'Excel (XLSX)' },
  { suffix: 'ndjson', title: 'NDJSON' },
  { suffix: 'json', title: 'JSON' },
] as const;

export type DataSuffix = (typeof FORMATS)[number]['suffix'];

/** The address of a saved query as a table; variables that are empty are left out. */
export function dataUrl(name: string, suffix: DataSuffix, values: Readonly<Record<string, string>>): string {
  const url = new URL(`data/${encodeURIComponent(name)}.${suffix}`, document.baseURI);
  url.hash = '';
  url.search = '';
  for (const [variable, value] of Object.entries(values)) {
    if (value.trim() !== '') url.searchParams.set(variable, value.trim());
  }
  return url.href;
}

export interface Tool {
  readonly title: string;
  readonly how: string;
  /** The line that reads the table at an address. */
  readonly line: (url: string) => string;
}

/** How programs that many analysts use read a table from an address. */
export const TOOLS: readonly Tool[] = [
  {
    title: 'Excel',
    how: 'Data, From Web, and paste the address; or Data, Get Data, Blank Query, and paste this into the advanced editor. Refresh reads it again.',
    line: powerQuery,
  },
  {
    title: 'Power BI',
    how: 'Get data, Blank query, and paste this into the advanced editor.',
    line: powerQuery,
  },
  {
    title: 'Google Sheets or LibreOffice Calc',
    how: 'In Google Sheets put this into a cell; in Calc use Sheet, Link to External Data, with the address alone. Google can read only addresses that are open to the internet.',
    line: (url) => `=IMPORTDATA("${url}")`,
  },
  {
    title: 'R',
    how: 'With readr; read.csv does as well.',
    line: (url) => `data <- readr::read_csv(${JSON.stringify(url)}, na = c("", "*"))`,
  },
  {
    title: 'Python',
    how: 'With pandas.',
    line: (url) => `import pandas as pd\ndata = pd.read_csv(${JSON.stringify(url)}, na_values=["*"])`,
  },
  {
    title: 'Command line',
    how: 'With curl.',
    line: (url) => `curl --fail --output table.csv '${url.replaceAll("'", '%27')}'`,
  },
];

/** Power Query M; a quote within its text is doubled. */
function powerQuery(url: string): string {
  const text = `"${url.replaceAll('"', '""')}"`;
  return [
    'let',
    `  Source = Csv.Document(Web.Contents(${text}), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),`,
    '  Table = Table.PromoteHeaders(Source, [PromoteAllScalars = true])',
    'in',
    '  Table',
  ].join('\n');
}
