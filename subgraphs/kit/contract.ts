import { parse, type DocumentNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import type { SubgraphName } from './subgraph-definition.js';

/** A subgraph's contract, `schema/<name>.graphql`, parsed. */
export function readContract(name: SubgraphName): DocumentNode {
  return parse(contractText(name));
}

/** The text of a subgraph's contract. */
export function contractText(name: SubgraphName): string {
  return readFileSync(join(PACKAGE_ROOT, 'schema', `${name}.graphql`), 'utf8');
}
