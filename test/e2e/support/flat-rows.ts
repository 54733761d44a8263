/**
 * The rows of a list of an answer under the heads of a CSV, reckoned in the plainest way, to compare with what the page
 * makes: a value by its dotted path, connections looked through, lists inside joined by `; `.
 */
export function flatRows(data: unknown, table: string, heads: readonly string[]): string[][] {
  return elementsAt([data], table.split('.')).map((element) =>
    heads.map((head) => cellOf(valuesAt(element, head.split('.')))),
  );
}

function elementsAt(from: readonly unknown[], steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return from.flatMap(opened);
  const below = from.flatMap(opened).map((value) => (value as Record<string, unknown> | null)?.[step]);
  return elementsAt(below, rest);
}

/** Elements of lists and connections; anything else itself. */
function opened(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? [] : [value];
  const { nodes, edges } = value as { nodes?: unknown[]; edges?: { node: unknown }[] };
  return nodes ?? edges?.map(({ node }) => node) ?? [value];
}

/** Without any value a cell is empty; an empty element beside others keeps its place. */
function cellOf(values: readonly unknown[]): string {
  return values.every((value) => value === null || value === undefined) ? '' : values.map(textOf).join('; ');
}

function valuesAt(element: unknown, steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return Array.isArray(element) ? (element as unknown[]) : [element];
  if (typeof element !== 'object' || element === null) return [null];
  const below = (element as Record<string, unknown>)[step];
  const all = Array.isArray(below) || isConnection(below) ? opened(below) : [below];
  return all.flatMap((one) => valuesAt(one, rest));
}

function isConnection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('nodes' in value || 'edges' in value);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}
