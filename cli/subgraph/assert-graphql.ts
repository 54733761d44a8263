import { JoineryError } from '../../kit/errors.js';
import { printable } from '../output/printable.js';

const LINE_CHARACTERS = 100;

/** Throws `SUBGRAPH_SCHEMA_INVALID` for what is no GraphQL, with the place and its line. `source` names the schema. */
export async function assertGraphql(sdl: string, source: string): Promise<void> {
  const { GraphQLError, parse } = await import('graphql');
  try {
    parse(sdl);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    const line =
      sdl
        .split(/\r\n|[\n\r]/)
        [(place?.line ?? 1) - 1]?.trim()
        .slice(0, LINE_CHARACTERS) ?? '';
    throw new JoineryError(
      'SUBGRAPH_SCHEMA_INVALID',
      `${source}:${place?.line ?? 1}:${place?.column ?? 1}: ${printable(error.message)} in ${printable(JSON.stringify(line))}`,
      { cause: error },
    );
  }
}
