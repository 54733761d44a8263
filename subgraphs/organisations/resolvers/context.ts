import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import type { OrganisationsLoaders } from '../loaders.js';

export type Context = SubgraphContext<OrganisationsLoaders>;
