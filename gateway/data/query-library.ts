import { hash } from 'node:crypto';
import { parse, type GraphQLSchema } from 'graphql';
import type { Log } from '../../kit/log.js';
import type { Snapshot } from '../pipeline/snapshot.js';
import { readProvenance, type ProvenanceOf } from '../supergraph/read-provenance.js';
import { fieldOwners, type FieldOwners } from '../supergraph/field-owners.js';
import { readSavedQueries, type QueryProblem, type ReadQueries } from './read-saved-queries.js';
import { readyQuery, type ReadyQuery } from './ready-query.js';
import { SavedQueryRefused } from './saved-query.js';

export interface LibraryOptions {
  /** Null for a library without queries. */
  readonly folder: string | null;
  /** Whether the operator chose the folder, and so wants to know what does not fit. */
  readonly isChosen: boolean;
  readonly log: Log;
}

/** The saved queries as they fit one supergraph. */
export interface LoadedLibrary {
  readonly queries: ReadonlyMap<string, ReadyQuery>;
  /** Queries that cannot be used, in the order of their names. */
  readonly problems: readonly QueryProblem[];
  readonly schema: GraphQLSchema;
  readonly owners: FieldOwners;
  readonly provenance: ProvenanceOf;
  /** Of the supergraph that it was checked against. */
  readonly supergraphHash: string;
}

/** The saved queries. They are read again with every supergraph. */
export interface QueryLibrary {
  /** What was loaded last; null before that. */
  current(): LoadedLibrary | null;
  /** Checks every query against a new supergraph; rejects with `FILE_UNREADABLE` when the folder cannot be read at first. */
  load(snapshot: Pick<Snapshot, 'schema' | 'supergraph'>): Promise<void>;
}

export function createQueryLibrary({ folder, isChosen, log }: LibraryOptions): QueryLibrary {
  let current: LoadedLibrary | null = null;
  let read: ReadQueries = { queries: [], problems: [] };
  return {
    current: () => current,
    async load({ schema, supergraph }) {
      // A folder that was there once must not keep a supergraph from being served.
      if (folder !== null)
        read = await readSavedQueries(folder).catch((error: unknown) => {
          if (current === null) throw error;
          log.error({ err: error }, 'The saved queries cannot be read again');
          return read;
        });
      const queries = new Map<string, ReadyQuery>();
      const problems = [...read.problems];
      for (const saved of read.queries) {
        try {
          queries.set(saved.name, readyQuery(saved, schema));
        } catch (error) {
          if (!(error instanceof SavedQueryRefused)) throw error;
          problems.push({ name: saved.name, reason: error.message });
        }
      }
      if (isChosen) for (const { name, reason } of problems) log.warn({ query: name, reason }, 'Saved query refused');
      problems.sort((one, other) => (one.name < other.name ? -1 : 1));
      const owners = whenAsked(() => fieldOwners(supergraph.sdl));
      const provenance = whenAsked(() => readProvenance(parse(supergraph.sdl, { noLocation: true })));
      current = { queries, problems, schema, owners, provenance, supergraphHash: hash('sha256', supergraph.sdl) };
    },
  };
}

/** What is read from the supergraph when it is first asked for: few gateways are, and it takes memory. */
function whenAsked<Fact>(read: () => (type: string, field: string) => Fact): (type: string, field: string) => Fact {
  let facts: ((type: string, field: string) => Fact) | undefined;
  return (type, field) => (facts ??= read())(type, field);
}
