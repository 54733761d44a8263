type Nested = { [key: string]: Nested | string | number };

/** Builds a JSON record from values by their paths, such as `recipientOrganization/0/id`; undefined ones are left out. */
export function nestedRecord(values: readonly (readonly [path: string, value: string | number | undefined])[]): object {
  const root: Nested = {};
  for (const [path, value] of values) {
    if (value !== undefined) place(root, path.split('/'), value);
  }
  return withLists(root) as object;
}

function place(node: Nested, [key, ...rest]: readonly string[], value: string | number): void {
  if (rest.length === 0) node[key!] = value;
  else place((node[key!] ??= {}) as Nested, rest, value);
}

/** Turns `{ "0": x }` into `[x]`. */
function withLists(node: Nested | string | number): unknown {
  if (typeof node !== 'object') return node;
  const entries = Object.entries(node).map(([key, child]) => [key, withLists(child)] as const);
  return entries.length === 1 && entries[0]![0] === '0' ? [entries[0]![1]] : Object.fromEntries(entries);
}
