import { parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import { SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import type { Graph, Workload } from './graph.js';

const SCHEMA = join(PACKAGE_ROOT, 'schema');

/** Our own graph, asked for questions of its library. */
export const FLAGSHIP: Graph = {
  name: 'flagship',
  contracts: SUBGRAPH_NAMES.map((name) => ({ name, typeDefs: parse(withoutProtection(read(`${name}.graphql`))) })),
  workloads: [
    question('question 1', 'footprints-overview', 'FootprintsOverview'),
    question('question 9', 'one-footprint', 'OneFootprint'),
  ],
};

/** The stock gateway does not start on protected fields. */
function withoutProtection(sdl: string): string {
  return sdl
    .replaceAll(/, "@(requiresScopes|policy)"/g, '')
    .replaceAll(/@(requiresScopes|policy)\(\w+: \[\[.*?\]\]\)/g, '');
}

function question(name: string, file: string, operationName: string): Workload {
  return { name, operationName, query: read(join('queries', `${file}.graphql`)) };
}

function read(file: string): string {
  return readFileSync(join(SCHEMA, file), 'utf8');
}
