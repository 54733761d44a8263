import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import type { PeopleLoaders } from '../loaders.js';

export type Context = SubgraphContext<PeopleLoaders>;

/** The argument of a field that speaks for a day. */
export interface AsOf {
  readonly asOf?: string | null;
}

/** The key of an entity whose identifier is its key; the kit has checked it. */
export interface Key {
  readonly id: string;
}
