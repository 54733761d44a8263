import type { SubgraphSchema } from '../../composition/subgraph-schema.js';
import type { LiveGraph } from './live-graph.js';
import type { Replacement } from './replacement.js';

/** What the graph consists of at present. */
export interface Gathered {
  readonly live: readonly SubgraphSchema[];
  /** The live subgraphs with the replaced ones in their places, by name. */
  readonly schemas: readonly SubgraphSchema[];
}

/** Reads the schemas of a graph again and again. Of what cannot be read the last that could goes on. */
export interface Gatherer {
  /** Rejects when the live graph could never be read. */
  gather(): Promise<Gathered>;
}

export interface GathererOptions {
  readonly live: LiveGraph;
  readonly replacements: readonly Replacement[];
  /** Called when something cannot be read, and when it can again; with the same text never twice in a row. */
  readonly tell: (text: string) => void;
}

export function createGatherer({ live, replacements, tell }: GathererOptions): Gatherer {
  const lastOf = new Map<string, SubgraphSchema>();
  const troubles = new Map<string, string>();
  let lastLive: readonly SubgraphSchema[] | undefined;
  let readAt = -Infinity;

  const trouble = (what: string, text: string): void => {
    if (troubles.get(what) !== text) tell(text);
    troubles.set(what, text);
  };
  const well = (what: string, text: string): void => {
    if (troubles.delete(what)) tell(text);
  };
  const readLive = async (): Promise<readonly SubgraphSchema[]> => {
    if (lastLive && performance.now() - readAt < live.pollMs) return lastLive;
    readAt = performance.now();
    try {
      lastLive = await live.read();
      well('', `${live.source} can be read again`);
    } catch (error) {
      if (!lastLive) throw error;
      trouble('', `${(error as Error).message}. What was read of it before goes on`);
    }
    return lastLive;
  };
  const readReplacement = async (replacement: Replacement, of: SubgraphSchema | undefined): Promise<void> => {
    const { override } = replacement;
    const { name } = override;
    try {
      lastOf.set(name, await replacement.read(of));
      well(name, `${name} can be read again`);
    } catch (error) {
      const known = lastOf.get(name) ?? insteadOf(override, of);
      if (known) lastOf.set(name, known);
      trouble(
        name,
        `${(error as Error).message}. ${known ? 'The schema that was read before goes on' : `The graph is without ${name}`}`,
      );
    }
  };

  return {
    async gather() {
      const present = await readLive();
      await Promise.all(
        replacements.map((one) =>
          readReplacement(
            one,
            present.find(({ name }) => name === one.override.name),
          ),
        ),
      );
      const schemas = new Map(present.map((schema) => [schema.name, schema]));
      for (const [name, schema] of lastOf) schemas.set(name, schema);
      return { live: present, schemas: [...schemas.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
    },
  };
}

/** A subgraph that does not run yet has the live schema until it does. */
function insteadOf(override: Replacement['override'], live: SubgraphSchema | undefined): SubgraphSchema | undefined {
  return override.kind === 'running' && live ? { ...live, url: override.url } : undefined;
}
