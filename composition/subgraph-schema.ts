/** The schema of a subgraph, ready to be composed. */
export interface SubgraphSchema {
  readonly name: string;
  /** Where the gateway asks it. */
  readonly url: string;
  readonly sdl: string;
  /** What errors call the schema, such as the name of its file. */
  readonly source: string;
}
