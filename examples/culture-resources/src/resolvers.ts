import { allResources, findResource, findSurvey, surveysOf } from './data.ts';
import type { Resolvers } from './subgraph.ts';

/** How each field is answered that is not simply a property of its object. */
export const resolvers: Resolvers = {
  fields: {
    Query: {
      cultureResource: (_source, { id }) => findResource(String(id)),
      cultureResources: () => allResources(),
    },
    CultureSurvey: {
      resource: ({ resourceId }) => findResource(String(resourceId)),
    },
    Organisation: {
      cultureSurveys: ({ odsCode }) => surveysOf(String(odsCode)),
    },
  },
  // How the gateway gets an entity by its key. Null says that there is none.
  entities: {
    CultureResource: ({ id }) => findResource(String(id)),
    CultureSurvey: ({ id }) => findSurvey(String(id)),
    // Whether there is such an organisation, its owner says; here is only what is added to it.
    Organisation: ({ odsCode }) => ({ odsCode }),
  },
};
