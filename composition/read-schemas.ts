import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { CompositionErrorCode } from './errors.js';
import { introspectSdl } from './introspect-sdl.js';
import type { Problem } from './problem.js';
import type { ReadConfig } from './read-supergraph-config.js';
import type { SubgraphEntry, SupergraphConfig } from './supergraph-config.js';
import type { SubgraphSchema } from './subgraph-schema.js';

export interface ReadSchemas {
  /** Those that could be read. */
  readonly schemas: readonly SubgraphSchema[];
  readonly problems: readonly Problem[];
}

/** Reads the schemas that a `supergraph.yaml` names, all at once. Paths count from its folder. */
export async function readSchemas(
  config: SupergraphConfig,
  file: string,
  placeOf: ReadConfig['placeOf'],
): Promise<ReadSchemas> {
  const limits = config['x-introspection'];
  const read = await Promise.all(
    Object.entries(config.subgraphs).map(([name, entry]) =>
      readSchema(name, entry, { folder: dirname(file), limits }).catch((error: unknown) => {
        if (!(error instanceof Unreadable)) throw error;
        const message = `subgraph ${name}: ${error.message}`;
        return { code: error.code, message, subgraphs: [name], places: [placeOf(name)] } satisfies Problem;
      }),
    ),
  );
  return {
    schemas: read.filter((one) => 'sdl' in one),
    problems: read.filter((one) => 'code' in one),
  };
}

/** The files that hold the schemas of subgraphs. */
export function schemaFiles(config: SupergraphConfig, file: string): string[] {
  return Object.values(config.subgraphs).flatMap(({ schema }) =>
    schema.file === undefined ? [] : [resolve(dirname(file), schema.file)],
  );
}

class Unreadable extends Error {
  readonly code: CompositionErrorCode;
  constructor(code: CompositionErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

interface From {
  readonly folder: string;
  readonly limits: SupergraphConfig['x-introspection'];
}

async function readSchema(
  name: string,
  { routing_url: url, schema }: SubgraphEntry,
  { folder, limits }: From,
): Promise<SubgraphSchema> {
  if (schema.sdl !== undefined) return { name, url: url!, sdl: schema.sdl, source: `sdl of ${name}` };
  if (schema.file !== undefined) {
    const path = resolve(folder, schema.file);
    const sdl = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Unreadable('SUBGRAPH_SCHEMA_UNREADABLE', `${schema.file} (${error.code}). Correct schema.file`);
    });
    return { name, url: url!, sdl, source: basename(path) };
  }
  if (schema.subgraph_url !== undefined) {
    const { subgraph_url: asked, introspection_headers: headers = {} } = schema;
    const sdl = await introspectSdl({ url: asked, headers, limits }).catch((error: Error) => {
      throw new Unreadable('SUBGRAPH_INTROSPECTION_FAILED', `asked at ${asked} for its schema, ${error.message}`);
    });
    return { name, url: url ?? asked, sdl, source: asked };
  }
  throw new Unreadable(
    'REGISTRY_SOURCE_UNSUPPORTED',
    'schemas from a registry (graphref) cannot be read yet. Give its schema as file, subgraph_url or sdl',
  );
}
