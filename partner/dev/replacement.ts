import { basename } from 'node:path';
import { introspectSdl } from '../../composition/introspect-sdl.js';
import type { SubgraphSchema } from '../../composition/subgraph-schema.js';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '../../kit/request-signature.js';
import { readFileText } from '../../kit/read-file-text.js';
import { createMockServer, type MockServer } from '../mock/mock-server.js';
import { createMockSubgraph } from '../mock/mock-subgraph.js';
import type { GivenMockSettings } from '../mock/settings.js';

/** What takes the place of a subgraph. */
export type Override =
  /** A running one, asked for its schema again and again. */
  | { readonly kind: 'running'; readonly name: string; readonly url: string; readonly headers: Headers }
  /** A schema in a file, served at `url`; where the live one is when that is null. */
  | { readonly kind: 'file'; readonly name: string; readonly file: string; readonly url: string | null }
  /** A mock, of the schema in a file or else of the live one. */
  | { readonly kind: 'mock'; readonly name: string; readonly file: string | null };

type Headers = Readonly<Record<string, string>>;

/** A subgraph that takes the place of another, while it is developed. */
export interface Replacement {
  readonly override: Override;
  /** Its schema at present. Rejects with what is wrong and what to do; `live` is the one that it replaces. */
  read(live: SubgraphSchema | undefined): Promise<SubgraphSchema>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReplacementOptions {
  readonly mocks: GivenMockSettings;
  /** Signs what a running subgraph is asked; null for none. */
  readonly signingKey: SigningKey | null;
}

const LIMITS = { timeoutMs: 5_000, responseBytes: 16 * 1024 * 1024 };

export function createReplacement(override: Override, { mocks, signingKey }: ReplacementOptions): Replacement {
  if (override.kind === 'mock') return mockReplacement(override, mocks);
  const read = override.kind === 'running' ? () => askRunning(override, signingKey) : readFrom(override);
  return { override, read, start: async () => undefined, stop: async () => undefined };
}

async function askRunning(
  { name, url, headers }: Override & { kind: 'running' },
  key: SigningKey | null,
): Promise<SubgraphSchema> {
  const sign = (body: string) =>
    key === null ? {} : { [SIGNATURE_HEADER]: signRequest(key, { subgraph: name, body, nowMs: Date.now() }) };
  const sdl = await introspectSdl({ url, headers, sign, limits: LIMITS }).catch((error: Error) => {
    throw new Error(`${name} at ${url}: ${error.message}`, { cause: error });
  });
  return { name, url, sdl, source: `your ${name}` };
}

function readFrom({ name, file, url }: Override & { kind: 'file' }): Replacement['read'] {
  return async (live) => {
    const at = url ?? live?.url;
    if (!at) throw new Error(`${name} is at no address. Add --url ${name}=URL, or --mock ${name}`);
    return { name, url: at, sdl: readFileText(file), source: basename(file) };
  };
}

function mockReplacement(override: Override & { kind: 'mock' }, settings: GivenMockSettings): Replacement {
  const { name, file } = override;
  let server: MockServer | undefined;
  let served: string | undefined;
  return {
    override,
    async read(live) {
      const sdl = file === null ? live?.sdl : readFileText(file);
      if (sdl === undefined) throw new Error(`${name} has no schema to mock. Give it by --mock ${name}=FILE`);
      const source = file === null ? live!.source : basename(file);
      if (sdl !== served) {
        const mock = createMockSubgraph(sdl, source, settings);
        if (server) await server.replace(mock);
        else await (server = mockServer(mock)).start();
        served = sdl;
      }
      return { name, url: server!.url(), sdl, source };
    },
    start: async () => undefined,
    stop: async () => server?.stop(),
  };
}

function mockServer(mock: ReturnType<typeof createMockSubgraph>): MockServer {
  return createMockServer({ host: '127.0.0.1', port: 0, mock, onError: () => undefined });
}
