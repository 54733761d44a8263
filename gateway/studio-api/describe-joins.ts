import type { DescribedType, Join } from './contract/graph-description.js';

/** Who carries on with whose entities: from each subgraph that knows one to each that finds it by a key and adds to it. */
export function describeJoins(types: readonly DescribedType[]): Join[] {
  return types.flatMap((type) =>
    type.subgraphs.flatMap((from) =>
      type.subgraphs.flatMap((to): Join[] => {
        const key = type.keys.find(({ subgraph, resolvable }) => subgraph === to && resolvable);
        if (from === to || !key) return [];
        const fields = type.fields
          .filter(({ subgraphs }) => subgraphs.includes(to) && !subgraphs.includes(from))
          .map(({ name }) => name);
        return fields.length === 0 ? [] : [{ type: type.name, from, to, key: key.fields, fields }];
      }),
    ),
  );
}
