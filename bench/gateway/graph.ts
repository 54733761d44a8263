import { composeServices } from '@apollo/composition';
import { parse, print, visit, type DocumentNode } from 'graphql';
import { FLAGSHIP } from './flagship.js';
import { SHOP } from './shop.js';

/** One operation that gateways are asked for. */
export interface Workload {
  readonly name: string;
  readonly operationName: string;
  readonly query: string;
}

/** A graph of several subgraphs, with the workloads that are asked of it. */
export interface Graph {
  readonly name: string;
  readonly contracts: readonly { readonly name: string; readonly typeDefs: DocumentNode }[];
  readonly workloads: readonly Workload[];
}

export const GRAPHS: readonly Graph[] = [SHOP, FLAGSHIP];

/** The supergraph of a graph whose subgraphs are at these URLs. */
export function composeGraph({ contracts }: Graph, urls: Readonly<Record<string, string>>): string {
  const services = contracts.map(({ name, typeDefs }) => ({ name, typeDefs, url: urls[name]! }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('; '));
  return withoutSchemaDescription(supergraphSdl);
}

/** The planner in Rust of Hive Gateway cannot read a schema that is described. */
function withoutSchemaDescription(sdl: string): string {
  return print(visit(parse(sdl), { SchemaDefinition: (node) => ({ ...node, description: undefined }) }));
}
