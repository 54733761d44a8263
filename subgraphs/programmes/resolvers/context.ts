import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import type { ProgrammesLoaders } from '../loaders.js';

export type Context = SubgraphContext<ProgrammesLoaders>;
