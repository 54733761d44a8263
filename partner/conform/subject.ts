import { JoineryError } from '../../kit/errors.js';
import { readSubgraph, type ReadSubgraph } from '../mock/read-subgraph.js';
import { exchange, type Address, type Reply, type Sent } from './exchange.js';
import type { KnownEntities } from './known-entities.js';

/** What a subgraph is expected to do besides what all must. */
export interface Expectations {
  /** The schema that was published; null when it is not known. */
  readonly published: string | null;
  /** Whether it must refuse who does not prove to be the gateway. */
  readonly signed: boolean;
  /** Whether it must tell its schema to everybody, or to nobody; null when it does not matter. */
  readonly introspection: 'allowed' | 'refused' | null;
  /** How many milliseconds each further representation may take. */
  readonly slopeMs: number;
}

/** A running subgraph, as checks see it. */
export interface Subject {
  readonly expected: Expectations;
  /** Whether requests to it are signed. */
  readonly signs: boolean;
  /** What it tells of itself; null when it tells nothing. */
  readonly sdl: string | null;
  /** Its schema; null when it tells none that can be read. */
  readonly schema: ReadSubgraph | null;
  /** Why the schema cannot be read. */
  readonly schemaProblem: string | null;
  readonly known: KnownEntities;
  send(sent: Sent): Promise<Reply>;
  /** Posts an operation. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, sent?: Sent): Promise<Reply>;
}

/** The subgraph at an address, with its schema read. Throws `SUBGRAPH_UNREADABLE` when nothing answers there. */
export async function openSubject(address: Address, expected: Expectations): Promise<Omit<Subject, 'known'>> {
  const send = (sent: Sent) => exchange(address, sent);
  const ask: Subject['ask'] = (query, variables = {}, sent = {}) =>
    send({ ...sent, body: JSON.stringify({ query, variables }) });
  const { body } = await ask('{ _service { sdl } }');
  const told = (body?.data as { _service?: { sdl?: unknown } | null } | null | undefined)?._service?.sdl;
  const sdl = typeof told === 'string' ? told : null;
  return { expected, signs: address.sign !== null, sdl, send, ask, ...read(sdl) };
}

function read(sdl: string | null): Pick<Subject, 'schema' | 'schemaProblem'> {
  if (sdl === null) return { schema: null, schemaProblem: 'it tells no schema' };
  try {
    return { schema: readSubgraph(sdl, 'its schema'), schemaProblem: null };
  } catch (error) {
    if (error instanceof JoineryError) return { schema: null, schemaProblem: error.detail };
    throw error;
  }
}
