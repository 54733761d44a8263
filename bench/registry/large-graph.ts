const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires"])';
/** With an enumeration and an input for each, about fifty types a subgraph. */
const ENTITIES = 16;

/** The schema of one of several subgraphs: it adds to entities of the next one, and refers to them. */
export function largeSubgraphSdl(subgraph: number, of: number, version: number): string {
  const next = (subgraph + 1) % of;
  const numbers = Array.from({ length: ENTITIES }, (_, type) => type);
  const queries = numbers.map(
    (type) => `"One." t${subgraph}x${type}(id: ID!, by: By${subgraph}x${type}): T${subgraph}x${type}`,
  );
  const probe = `"What was published." probe${subgraph}v${version}: Int`;
  return [
    LINK,
    `type Query { ${probe} ${queries.join(' ')} }`,
    ...numbers.map((type) => typeSdl(subgraph, type, next)),
  ].join('\n');
}

/** The name of the field that only this version has. */
export function probeOf(subgraph: number, version: number): string {
  return `probe${subgraph}v${version}`;
}

function typeSdl(subgraph: number, type: number, next: number): string {
  const own = `T${subgraph}x${type}`;
  const other = `T${next}x${type}`;
  const fields = ['name', 'title', 'code', 'note', 'status', 'place'].map(
    (field) => `"The ${field}." ${field}: String`,
  );
  const added =
    type % 4 === 0
      ? `"Added." type ${other} @key(fields: "id") { id: ID! "How many." countBy${subgraph}: Int "Which." from${subgraph}: [${own}] }`
      : '';
  const reference = type % 4 === 0 ? `"Another." other: ${other}` : '';
  return `"Something." type ${own} @key(fields: "id") { "Its name." id: ID! ${fields.join(' ')} ${reference} "How." kind: Kind${subgraph}x${type} }
    "How it is." enum Kind${subgraph}x${type} { "So." A "Or so." B }
    "By what." input By${subgraph}x${type} { "Name." name: String "How." kind: Kind${subgraph}x${type} }
    ${added}`;
}
