/** A resolver of a fixture. `state` begins empty for every operation of a client. */
export type FixtureResolver = (parent: Row, args: Row, state: Row) => unknown;

// Rows and arguments are read without a type: their shape is that of the SDL beside them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Row = Record<string, any>;

export type FixtureValue = string | number | boolean | null | Error | readonly unknown[] | Row;

/** A subgraph as data. */
export interface SubgraphFixture {
  /** Without an `@link` it is given one to federation 2 that imports every directive. */
  readonly sdl: string;
  /** 1: the SDL is taken as it is. */
  readonly federation?: 1;
  /**
   * The rows of each entity: a representation finds the row that agrees with it on every field both have, and is merged
   * with it; none is `null`. An entity without rows resolves to its representation.
   */
  readonly entities?: Readonly<Record<string, readonly Row[]>>;
  /**
   * By `Type.field`, a value or a resolver; `Type.__resolveReference` takes the representation. An `Error` as a value is
   * thrown. Other fields are read from their parent.
   */
  readonly fields?: Readonly<Record<string, FixtureResolver | FixtureValue>>;
}

const IMPORTS = [
  '@key',
  '@requires',
  '@provides',
  '@external',
  '@shareable',
  '@override',
  '@inaccessible',
  '@tag',
  '@extends',
  '@interfaceObject',
  '@context',
  '@fromContext',
];

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(IMPORTS)})\n`;

/** The SDL as it is published. */
export function publishedSdl({ sdl, federation }: SubgraphFixture): string {
  return federation === 1 || sdl.includes('@link') ? sdl : LINK + sdl;
}
