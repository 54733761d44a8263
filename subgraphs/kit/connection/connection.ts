import { cursorOf, type Order } from './keyset.js';
import type { Page } from './page.js';

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/**
 * A connection as the Relay cursor connections specification describes it. Its members are functions, so that rows are
 * read only when edges, nodes or page info are asked for, and counted only for `totalCount`.
 */
export interface Connection<Node> {
  nodes(): Promise<readonly Node[]>;
  edges(): Promise<readonly { readonly cursor: string; readonly node: Node }[]>;
  pageInfo(): Promise<PageInfo>;
  totalCount(): Promise<number>;
}

export interface ConnectionSource<Row> {
  readonly order: Order<Row>;
  readonly page: Page;
  /** Reads the page's rows and, if there is one, the row that follows in reading direction. */
  readonly rows: () => Promise<readonly Row[]>;
  readonly count: () => Promise<number>;
}

/** Makes a connection over what `rows` and `count` read; each is called at most once. */
export function connectionOf<Row>({ order, page, rows, count }: ConnectionSource<Row>): Connection<Row> {
  let read: Promise<{ nodes: readonly Row[]; more: boolean }> | undefined;
  const window = () => (read ??= rows().then((found) => cut(found, page)));
  return {
    nodes: async () => (await window()).nodes,
    edges: async () => (await window()).nodes.map((node) => ({ cursor: cursorOf(order, node), node })),
    async pageInfo() {
      const { nodes, more } = await window();
      const first = nodes[0];
      const last = nodes.at(-1);
      return {
        hasNextPage: page.backwards ? page.before !== null : more,
        hasPreviousPage: page.backwards ? more : page.after !== null,
        startCursor: first === undefined ? null : cursorOf(order, first),
        endCursor: last === undefined ? null : cursorOf(order, last),
      };
    },
    totalCount: count,
  };
}

function cut<Row>(found: readonly Row[], { size, backwards }: Page): { nodes: readonly Row[]; more: boolean } {
  const nodes = found.slice(0, size);
  return { nodes: backwards ? nodes.reverse() : nodes, more: found.length > size };
}
