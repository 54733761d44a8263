import { createHash, type Hash } from 'node:crypto';
import { asksForSources, openSources, type FoundSources } from '../../kit/table/answer-sources.js';
import { planTable, type TablePlan } from '../../kit/table/plan-table.js';
import type { Exchange } from '../http/read-context.js';
import { requestError, type RequestError } from '../pipeline/request-error.js';
import type { RequestContext } from '../request-context.js';
import { DATA_HEADERS, KEEP_PRIVATELY } from './data-headers.js';
import { cutOffText, exportAbout } from './export-about.js';
import type { Format } from './formats.js';
import { openOutlet } from './outlet.js';
import { pagedDocument } from './paged-document.js';
import { PROVENANCE_HEADERS, provenanceHeaders } from './provenance-headers.js';
import type { LoadedLibrary } from './query-library.js';
import type { DataParameters } from './read-parameters.js';
import type { ReadyQuery } from './ready-query.js';
import { tableBatches, type Tally } from './table-batches.js';
import { tablePages, type RunOperation } from './table-pages.js';

/** One table to send. */
export interface TableExport {
  readonly query: ReadyQuery;
  readonly format: Format;
  readonly parameters: DataParameters;
  readonly library: LoadedLibrary;
  readonly context: RequestContext;
  /** When it must have been sent, as `performance.now()`. */
  readonly deadline: number;
  /** Raised when the client has gone. */
  readonly signal: AbortSignal;
}

export interface ExportOptions {
  readonly run: RunOperation;
  /** The owners of subgraphs by their names. */
  readonly ownerNames: Readonly<Record<string, string>>;
  readonly rowsMax: number;
  /** How long a client may take for the next piece. */
  readonly answerMs: number;
}

const ROWS_HEADER = 'joinery-rows';
const COMPLETE_HEADER = 'joinery-complete';

/**
 * Sends all rows of a table, from the first page to the last. Throws `RequestError`; where rows have been sent by then, the
 * connection must be cut, so that nobody takes a part for the whole.
 */
export async function exportTable(exchange: Exchange, table: TableExport, options: ExportOptions): Promise<Tally> {
  const { query, format, parameters, library, deadline } = table;
  const plan = tablePlan(query, parameters);
  const writer = format.write(plan.columns, parameters);
  const outlet = openOutlet(exchange, {
    headers: headersOf(table, options),
    trailers: [ROWS_HEADER, COMPLETE_HEADER, ...PROVENANCE_HEADERS],
    patienceMs: () => Math.max(1, Math.min(options.answerMs, deadline - performance.now())),
  });
  const tally: Tally = { rows: 0, hasErrors: false, shortfall: null, warnings: new Set() };
  const hash = hashOf(table);
  let isWanted = await outlet.write(writer.begin());
  const sources = openSources();
  const pages = asksForSources(query.fields)
    ? withSources(pagesOf(table, plan, options), sources)
    : pagesOf(table, plan, options);
  for await (const rows of tableBatches(plan, pages, { rowsMax: options.rowsMax, tally })) {
    if (outlet.isHeld()) hash.update(JSON.stringify(rows));
    isWanted &&= await outlet.write(writer.rows(rows));
    if (!isWanted) return tally;
  }
  // The same rows can be all there are, or all that are given out.
  hash.update(JSON.stringify({ ...tally, warnings: [...tally.warnings] }));
  const told = { sources: sources.byPlace(), tally };
  const about = exportAbout({ ...options, ...told, query, variables: parameters.variables, plan, library });
  outlet.end(writer.end({ about, cutOff: cutOffText(tally) }), {
    tag: `W/"${hash.digest('base64url')}"`,
    trailers: {
      [ROWS_HEADER]: String(tally.rows),
      [COMPLETE_HEADER]: String(isWhole(tally)),
      ...provenanceHeaders(about.columns),
    },
  });
  return tally;
}

type Pages = ReturnType<typeof tablePages>;

/** The same answers, of which the sources are kept. */
async function* withSources(pages: Pages, sources: FoundSources): Pages {
  try {
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (page.done) return page.value;
      sources.add(page.value.data);
      yield page.value;
    }
  } finally {
    await pages.return(null);
  }
}

/** Whether nothing is missing of a table. */
function isWhole({ hasErrors, shortfall }: Tally): boolean {
  return !hasErrors && (shortfall === null || shortfall === 'limited');
}

function tablePlan({ fields, tables, table }: ReadyQuery, { table: asked, lists, parents }: DataParameters): TablePlan {
  const name = asked ?? table.name;
  const prefix = name === '' ? '' : `${name}.`;
  const modes = Object.fromEntries(Object.entries(lists).map(([list, mode]) => [prefix + list, mode]));
  const plan = planTable(fields, { table: name, lists: modes, parents });
  if (!plan)
    throw unknownTable(
      'table',
      tables.map((one) => one.name),
    );
  const { innerLists } = plan;
  if (Object.keys(modes).every((list) => innerLists.includes(list))) return plan;
  throw unknownTable(
    'list inside its table',
    innerLists.map((list) => list.slice(prefix.length)),
  );
}

function unknownTable(what: string, known: readonly string[]): RequestError {
  const told = known.filter((name) => name !== '').join(' and ');
  const message = `The saved query has no such ${what}. ${told === '' ? 'It has none' : `There are ${told}`}`;
  return requestError(400, 'DATA_TABLE_UNKNOWN', message);
}

function pagesOf(
  { query, library, parameters, context, deadline, signal }: TableExport,
  { name }: TablePlan,
  { run }: ExportOptions,
) {
  const table = query.tables.find((one) => one.name === name)!;
  const { variables, partial, lists } = parameters;
  const rowsOrCounts = Object.keys(lists).map((list) => (name === '' ? list : `${name}.${list}`));
  const document = pagedDocument(library.schema, query.document, query.tables, { table, lists: rowsOrCounts });
  return tablePages({ run, document, variables, partial, context, deadline, signal });
}

function headersOf({ query, format, context }: TableExport, { rowsMax }: ExportOptions): Record<string, string> {
  const disposition = format.name === 'json' ? 'inline' : 'attachment';
  return {
    ...DATA_HEADERS,
    'content-type': format.contentType,
    'content-disposition': `${disposition}; filename="${query.saved.name}.${format.name}"`,
    'cache-control': KEEP_PRIVATELY,
    'joinery-rows-max': String(rowsMax),
    'x-request-id': context.requestId,
  };
}

/** Begins the entity tag of a table: everything that its bytes depend on besides its rows. */
function hashOf({ query, format, parameters, library }: TableExport): Hash {
  const what = [query.saved, format.name, parameters, library.supergraphHash];
  return createHash('sha256').update(JSON.stringify(what));
}
