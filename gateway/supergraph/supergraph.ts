import { Kind, parse, type DocumentNode, type EnumValueDefinitionNode } from 'graphql';
import { readFile, stat } from 'node:fs/promises';
import { JoineryError } from '../../kit/errors.js';
import { givenText } from '../../kit/given-arguments.js';

/** A composed supergraph, never changed once read. */
export interface Supergraph {
  readonly sdl: string;
  readonly subgraphs: readonly SubgraphAddress[];
  /** The number that the registry gave it which it came from. */
  readonly serial?: number;
}

export interface SubgraphAddress {
  readonly name: string;
  /** Empty when the supergraph does not say where it is. */
  readonly url: string;
}

/** No graph is so large; what is must not fill the memory. */
const SIZE_MAX_BYTES = 64 * 1024 * 1024;

/** Reads a supergraph from a file. Throws `FILE_UNREADABLE` or `SUPERGRAPH_INVALID`. */
export async function loadSupergraph(file: string): Promise<Supergraph> {
  return readSupergraph(await readSupergraphFile(file), file);
}

/** The text of a file that should hold a supergraph. Throws `FILE_UNREADABLE`, or `SUPERGRAPH_INVALID` when it is over 64 MiB. */
export async function readSupergraphFile(file: string): Promise<string> {
  const { size } = await stat(file).catch(unreadable(file));
  if (size > SIZE_MAX_BYTES) {
    throw new JoineryError('SUPERGRAPH_INVALID', `${file} has ${size} bytes, more than ${SIZE_MAX_BYTES}`);
  }
  return readFile(file, 'utf8').catch(unreadable(file));
}

/** Reads a supergraph from its SDL; `source` names it in errors. Throws `SUPERGRAPH_INVALID`. */
export function readSupergraph(sdl: string, source: string): Supergraph {
  const graph = parsed(sdl, source).definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  if (graph?.kind !== Kind.ENUM_TYPE_DEFINITION) {
    throw new JoineryError(
      'SUPERGRAPH_INVALID',
      `${source} has no enum join__Graph. Give a composed supergraph, not a subgraph's schema`,
    );
  }
  return { sdl, subgraphs: (graph.values ?? []).map(addressOf) };
}

function unreadable(file: string) {
  return (error: NodeJS.ErrnoException): never => {
    const reason = error.code ?? error.message;
    throw new JoineryError(
      'FILE_UNREADABLE',
      `the supergraph ${file} (${reason}). Correct the path, or make it with joinery compose`,
    );
  };
}

function parsed(sdl: string, source: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    throw new JoineryError('SUPERGRAPH_INVALID', `${source} is not GraphQL (${(error as Error).message})`, {
      cause: error,
    });
  }
}

function addressOf(value: EnumValueDefinitionNode): SubgraphAddress {
  const directive = value.directives?.find(({ name }) => name.value === 'join__graph');
  return { name: givenText(directive, 'name') ?? value.name.value, url: givenText(directive, 'url') ?? '' };
}
