import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { createLog, type Log } from '../../kit/log.js';
import { composeStarted } from './compose-started.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from './start-sdl-subgraph.js';

/** A gateway over an archive of records, which comes in pages, and the people who keep them, for tests of data URLs. */
export interface Archive {
  readonly gateway: Gateway;
  readonly records: StartedSdlSubgraph;
  readonly people: StartedSdlSubgraph;
  /** What the subgraphs do instead of answering, while it is set. */
  readonly trouble: { people: Trouble | null; records: Trouble | null };
  /** Folder of the saved queries. */
  readonly folder: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  // The shape depends on the query under test.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json(path: string): Promise<any>;
  stop(): Promise<void>;
}

/** Answers a request itself, or gives false. */
export type Trouble = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface ArchiveOptions {
  /** How many records there are. */
  readonly rows?: number;
  /** The title of a record. */
  readonly titleOf?: (number: number) => string;
  /** Texts of saved queries by their names, besides `QUERIES`. */
  readonly queries?: Readonly<Record<string, string>>;
  readonly change?: (config: GatewayConfig) => GatewayConfig;
  readonly log?: Log;
}

const RECORDS_SDL = `
  scalar Date
  enum Kind { LETTER MAP }
  input Range { min: Int max: Int }
  input Filter { kind: Kind title: String flag: Boolean size: Range ids: [ID!] }
  type Query {
    records(first: Int = 10, after: String): RecordConnection!
    endless(first: Int, after: String): RecordConnection!
    echo(
      text: String number: Int weight: Float flag: Boolean kind: Kind kinds: [Kind!] ids: [ID!]
      texts: [String!] filter: Filter day: Date
    ): [Echo!]!
    counts: [Count!]!
    shelves: [Shelf!]!
    numbered(offset: Int = 0, limit: Int = 10): [Record!]!
  }
  type Shelf { name: String! records(first: Int = 10): RecordConnection! }
  type Echo { json: String! }
  type Count { group: String! value: Int suppressed: String }
  type RecordConnection { totalCount: Int! nodes: [Record!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Record @key(fields: "id") {
    "Its identifier."
    id: ID!
    title: String!
    number: Int!
    kind: Kind!
    tags: [String!]!
  }
`;
const PEOPLE_SDL = `
  extend schema
    @link(url: "https://joinery.example/provenance/v1.0", import: ["@provenance"])
    @federation__composeDirective(name: "@provenance")
  directive @provenance(source: String!, asOf: String, licence: String, url: String) on OBJECT | FIELD_DEFINITION
  type Record @key(fields: "id") { id: ID! keeper: Person }
  type Person @provenance(source: "The keepers – a list", asOf: "2016-12-01", licence: "OGL-UK-3.0") { name: String! }
`;

/** A saved query with the least front matter. */
export const savedQuery = (text: string, more = '') => `# ---
# title: Title
# question: Question?
# owner: The Archive
${more}# ---
${text}`;

const QUERIES = {
  records: savedQuery(
    `query Records($first: Int = 10, $after: String) {
  records(first: $first, after: $after) {
    nodes { id title number kind tags keeper { name } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    '# variables:\n#   first: How many on a page.\n#   after: Start after this cursor.\n',
  ),
  plain: savedQuery('{ records(first: 4) { nodes { number } } }'),
  few: savedQuery('query ($first: Int = 3) { records(first: $first) { nodes { number } } }'),
  endless: savedQuery('{ endless { nodes { number } } }'),
  echo: savedQuery(`query (
  $text: String $number: Int $weight: Float $flag: Boolean $kind: Kind $kinds: [Kind!] $ids: [ID!]
  $texts: [String!] $filter: Filter $day: Date
) {
  echo(
    text: $text number: $number weight: $weight flag: $flag kind: $kind kinds: $kinds ids: $ids
    texts: $texts filter: $filter day: $day
  ) { json }
}`),
  needs: savedQuery('query ($text: String!) { echo(text: $text) { json } }'),
  counts: savedQuery('{ counts { group value suppressed } }'),
  shelves: savedQuery('query ($first: Int = 20) { shelves { name records(first: $first) { nodes { number } } } }'),
  numbered: savedQuery('{ numbered { number } }'),
};

export async function startArchive(options: ArchiveOptions = {}): Promise<Archive> {
  const { rows = 25, queries = {}, change = (config) => config, log = createLog('test', 'silent') } = options;
  const trouble: Archive['trouble'] = { people: null, records: null };
  const records = await startSdlSubgraph({
    name: 'records',
    sdl: RECORDS_SDL,
    resolvers: { Query: recordQueries(rows, options.titleOf ?? ((number) => `Record ${number}`)) },
    instead: (request, response) => trouble.records?.(request, response) ?? false,
  });
  const people = await startSdlSubgraph({
    name: 'people',
    sdl: PEOPLE_SDL,
    resolvers: { Record: { keeper: ({ id }: { id: string }) => ({ name: `Keeper of ${id}` }) } },
    instead: (request, response) => trouble.people?.(request, response) ?? false,
  });
  const folder = mkdtempSync(join(tmpdir(), 'joinery-queries-'));
  for (const [name, text] of Object.entries({ ...QUERIES, ...queries }))
    writeFileSync(join(folder, `${name}.graphql`), text);
  const config = readGatewayConfig({ port: '0' }, {});
  const gateway = createGateway(change({ ...config, logLevel: 'silent', data: { ...config.data, queries: folder } }), {
    log,
    supergraph: composeStarted([records, people]),
  });
  await gateway.start();
  const get: Archive['get'] = (path, init) => fetch(new URL(path, gateway.url()), init);
  return {
    gateway,
    records,
    people,
    trouble,
    folder,
    get,
    json: async (path) => (await get(path)).json(),
    async stop() {
      await gateway.stop();
      await Promise.all([records.stop(), people.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface PageArguments {
  readonly first?: number;
  readonly after?: string;
}

function recordQueries(rows: number, titleOf: (number: number) => string) {
  const record = (number: number) => ({
    id: String(number),
    title: titleOf(number),
    number,
    kind: number % 2 === 0 ? 'MAP' : 'LETTER',
    tags: ['old', `t${number}`],
  });
  const page = ({ first = 10, after }: PageArguments, total: number) => {
    const start = after === undefined ? 0 : Number(after);
    const end = Math.min(start + first, total);
    const nodes = Array.from({ length: end - start }, (_, index) => record(start + index + 1));
    return { totalCount: total, nodes, pageInfo: { hasNextPage: end < total, endCursor: String(end) } };
  };
  return {
    records: (_root: unknown, given: PageArguments) => page(given, rows),
    endless: (_root: unknown, given: PageArguments) => ({
      ...page({ ...given, after: '0' }, 10),
      pageInfo: { hasNextPage: true, endCursor: '1' },
    }),
    echo: (_root: unknown, given: object) => [{ json: JSON.stringify(given) }],
    shelves: () => ['a', 'b'].map((name) => ({ name, records: (given: PageArguments) => page(given, rows) })),
    numbered: (_root: unknown, { offset, limit }: { readonly offset: number; readonly limit: number }) =>
      Array.from({ length: Math.max(0, Math.min(limit, rows - offset)) }, (_, index) => record(offset + index + 1)),
    counts: () => [
      { group: 'a', value: null, suppressed: 'SMALL_NUMBER' },
      { group: 'b', value: 10, suppressed: null },
    ],
  };
}
