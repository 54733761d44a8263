import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpServer } from '../../kit/http/http-server.js';

/** A subgraph with a list of any length, which costs nearly nothing to answer. */
export interface BigList {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** For files of the gateway; `queries` in it holds the saved query `big`. */
  readonly folder: string;
  /** How many pages were asked for. */
  pages(): number;
  stop(): Promise<void>;
}

export interface BigListOptions {
  readonly rows: number;
  readonly pageRows?: number;
}

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3")
type Query { records(first: Int, after: String): RecordConnection! }
type RecordConnection { nodes: [Record!]! pageInfo: PageInfo! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Record { id: ID! title: String! amount: Float! active: Boolean! note: String }`;

const QUERY = `# ---
# title: A big list
# question: What is on it?
# owner: The test
# variables:
#   first: How many on a page.
# ---
query ($first: Int, $after: String) {
  records(first: $first, after: $after) { nodes { id title amount active note } pageInfo { hasNextPage endCursor } }
}`;

export async function startBigList({ rows, pageRows = 500 }: BigListOptions): Promise<BigList> {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-big-'));
  const queries = join(folder, 'queries');
  mkdirSync(queries);
  writeFileSync(join(queries, 'big.graphql'), QUERY);
  let pages = 0;
  const subgraph = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    async handler(request, response) {
      let body = '';
      for await (const piece of request) body += String(piece);
      const { query, variables } = JSON.parse(body) as Asked;
      pages += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      const key = /(\w+): ?records\(/.exec(query)?.[1] ?? 'records';
      response.end(`{"data":{"${key}":${pageText(Number(variables?.after ?? 0), { rows, pageRows })}}}`);
    },
    onError: () => undefined,
  });
  await subgraph.start();
  return {
    name: 'records',
    sdl: SDL,
    url: `${subgraph.url()}/graphql`,
    folder,
    pages: () => pages,
    async stop() {
      await subgraph.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Asked {
  readonly query: string;
  readonly variables?: { readonly after?: string };
}

function pageText(start: number, { rows, pageRows }: { readonly rows: number; readonly pageRows: number }): string {
  const end = Math.min(start + pageRows, rows);
  const nodes: string[] = [];
  for (let number = start + 1; number <= end; number++)
    nodes.push(
      `{"id":"${number}","title":"Record ${number}, with a \\"title\\"","amount":${number / 4},"active":${number % 2 === 0},"note":null}`,
    );
  const pageInfo = `{"hasNextPage":${end < rows},"endCursor":"${end}"}`;
  return `{"nodes":[${nodes.join(',')}],"pageInfo":${pageInfo}}`;
}
