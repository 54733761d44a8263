import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const SUBGRAPHS = 8;
const TYPES_EACH = 25;
const FIELDS = ['name', 'title', 'code', 'note', 'status', 'kind', 'place'];
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/** A supergraph of 200 types in eight subgraphs, each of which adds fields to types of the next and refers to them. */
export function composeLargeGraph(): string {
  const { supergraphSdl, errors } = composeServices(
    Array.from({ length: SUBGRAPHS }, (_, subgraph) => ({
      name: `s${subgraph}`,
      typeDefs: parse(subgraphSdl(subgraph)),
      url: `http://127.0.0.1:1/s${subgraph}`,
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('; '));
  return supergraphSdl;
}

function subgraphSdl(subgraph: number): string {
  const next = (subgraph + 1) % SUBGRAPHS;
  const numbers = Array.from({ length: TYPES_EACH }, (_, type) => type);
  const queries = numbers.map((type) => `t${subgraph}x${type}(id: ID!): T${subgraph}x${type}`);
  return [LINK, `type Query { ${queries.join(' ')} }`, ...numbers.map((type) => typeSdl(subgraph, type, next))].join(
    '\n',
  );
}

function typeSdl(subgraph: number, type: number, next: number): string {
  const own = `T${subgraph}x${type}`;
  const other = `T${next}x${type}`;
  const fields = FIELDS.map((field) => `"""What the ${field} of ${own} is."""\n${field}: String`).join('\n');
  return `
    type ${own} @key(fields: "id") { id: ID! ${fields} other: ${other} others(first: Int = 10): [${other}!] }
    type ${other} @key(fields: "id") { id: ID! countBy${subgraph}: Int! from${subgraph}: [${own}!] }`;
}
