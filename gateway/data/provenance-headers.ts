import type { ColumnOrigin } from '../../kit/table/about.js';

const VALUE_MAX = 1_000;

/** The names of the headers in which a table says where it is from. */
export const PROVENANCE_HEADERS = ['joinery-source', 'joinery-as-of', 'joinery-licence'] as const;

/**
 * Where the columns of a table are from, for headers: each source once, with `; ` between, and everything that is not ASCII
 * percent-encoded. What is not known has no header.
 */
export function provenanceHeaders(columns: readonly ColumnOrigin[]): Readonly<Record<string, string>> {
  const values = {
    'joinery-source': columns.map(({ source }) => source),
    'joinery-as-of': columns.map(({ asOf }) => asOf),
    'joinery-licence': columns.map(({ licence }) => licence),
  } satisfies Record<(typeof PROVENANCE_HEADERS)[number], (string | null)[]>;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, texts]) => {
      const value = joined([...new Set(texts.flatMap((text) => text ?? []))].map(headerText));
      return value === '' ? [] : [[name, value] as const];
    }),
  );
}

/** As many of some texts as there is room for. */
function joined(texts: readonly string[]): string {
  return texts.reduce((value, text) => {
    const longer = value === '' ? text : `${value}; ${text}`;
    return longer.length > VALUE_MAX ? value : longer;
  }, '');
}

/** Text that may stand in a header: https://www.rfc-editor.org/rfc/rfc9110#section-5.5. */
function headerText(text: string): string {
  return text.toWellFormed().replace(/[^\x20-\x24\x26-\x7E]/gu, encodeURIComponent);
}
