/** A federation engine under test: it answers GraphQL over HTTP for a supergraph. */
export interface EngineUnderTest {
  readonly name: EngineName;
  /** `urls`: the address of each subgraph by name. */
  start(supergraphSdl: string, urls: ReadonlyMap<string, string>): Promise<RunningEngine>;
}

export type EngineName = 'stock' | 'joinery';

export interface RunningEngine {
  readonly url: string;
  stop(): Promise<void>;
}
