import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';
import type { LoadedGraph } from '../engine.js';
import { describeGraph } from './describe-graph.js';

/** The description of a graph, ready to be sent. */
export interface DescribedGraph {
  readonly text: Buffer;
  readonly zipped: Buffer;
  readonly tag: string;
}

/** Gives the description of a graph, made once for each. */
export function createDescriber(
  owners: Readonly<Record<string, string>>,
): (graph: LoadedGraph) => Promise<DescribedGraph> {
  const made = new WeakMap<GraphQLSchema, Promise<DescribedGraph>>();
  return (graph) => {
    let described = made.get(graph.schema);
    if (!described) made.set(graph.schema, (described = describe(graph, owners)));
    return described;
  };
}

async function describe(graph: LoadedGraph, owners: Readonly<Record<string, string>>): Promise<DescribedGraph> {
  const text = Buffer.from(JSON.stringify(await describeGraph({ ...graph, owners })));
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { text, tag, zipped: await promisify(gzip)(text) };
}
