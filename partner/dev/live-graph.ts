import { basename } from 'node:path';
import { compositionError } from '../../composition/composition-error.js';
import { extractSubgraphs } from '../../composition/extract-subgraphs.js';
import { readSchemas } from '../../composition/read-schemas.js';
import { readSupergraphConfig } from '../../composition/read-supergraph-config.js';
import type { SubgraphSchema } from '../../composition/subgraph-schema.js';
import type { Environment } from '../../kit/env.js';
import { readFileText } from '../../kit/read-file-text.js';

/** The graph in which some subgraphs are replaced. */
export interface LiveGraph {
  /** What to call it. */
  readonly source: string;
  /** Its subgraphs at present. Rejects when they cannot be read. */
  read(): Promise<readonly SubgraphSchema[]>;
  /** How often it may be asked. */
  readonly pollMs: number;
}

const FILE_POLL_MS = 1_000;

/** The graph of a composed supergraph, or of a `supergraph.yaml`, of which the replaced subgraphs need not be readable. */
export function liveGraphOfFile(file: string, replaced: readonly string[], env: Environment): LiveGraph {
  const source = basename(file);
  const read = /\.ya?ml$/i.test(file)
    ? () => readYaml(file, replaced, env)
    : async () => extractSubgraphs(readFileText(file), source);
  return { source, read, pollMs: FILE_POLL_MS };
}

async function readYaml(
  file: string,
  replaced: readonly string[],
  env: Environment,
): Promise<readonly SubgraphSchema[]> {
  const { config, problems, placeOf } = readSupergraphConfig(readFileText(file), file, env);
  if (!config) throw compositionError(file, { kind: 'unreadable', problems });
  const read = await readSchemas(config, file, placeOf);
  const needed = read.problems.filter(({ subgraphs }) => !subgraphs.every((name) => replaced.includes(name)));
  if (needed.length > 0) throw compositionError(file, { kind: 'unreadable', problems: needed });
  return read.schemas;
}
