import { expect } from '@jest/globals';
import { bodyOf, type ReplyError } from './after-hostility.js';
import type { GatewayProcess } from './gateway-process.js';

/** What a client was told while one partner lied. */
export interface Told {
  /** The two books, without the fields of the other partners. */
  readonly books: unknown;
  /** Path and code of each error, joined by a space. */
  readonly errors: readonly string[];
}

/** Asks for fields of all partners while `stock` lies, and checks that those of the others arrive whole. */
export async function askWhileStockLies(gateway: GatewayProcess, fields: string): Promise<Told> {
  const { data, errors = [] } = bodyOf(await gateway.ask(`{ books { title ${fields} stars } newest { text } }`));
  expect(data.newest).toEqual({ text: 'Good' });
  const books = (data.books as Record<string, unknown>[]).map(({ title, stars, ...own }, i) => {
    expect([title, stars]).toEqual(
      [
        ['Dune', 1.5],
        ['Emma', 2.5],
      ][i],
    );
    return own;
  });
  return { books, errors: errors.map(brief) };
}

/** The path and the code of an error. */
export function brief({ path = [], extensions: { code } }: ReplyError): string {
  return `${path.join('.')} ${code}`;
}
