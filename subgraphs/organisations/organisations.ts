import { CreateRefresh1700000000000, Refresh } from '../kit/refresh.js';
import type { SubgraphDefinition } from '../kit/subgraph-definition.js';
import { Footprint as FootprintRow } from './entities/footprint.js';
import { KeyQuestionRating } from './entities/key-question-rating.js';
import { MembershipStatement } from './entities/membership-statement.js';
import { Membership as MembershipRow } from './entities/membership.js';
import { OrganisationStatement } from './entities/organisation-statement.js';
import { OrganisationVersion as VersionRow } from './entities/organisation-version.js';
import { Organisation as OrganisationRow } from './entities/organisation.js';
import { Rating as RatingRow } from './entities/rating.js';
import { Region as RegionRow } from './entities/region.js';
import { Succession as SuccessionRow } from './entities/succession.js';
import { WorkforceFigure as WorkforceRow } from './entities/workforce-figure.js';
import { createLoaders, type OrganisationsLoaders } from './loaders.js';
import { CreateOrganisations1700000001000 } from './migrations/create-organisations.js';
import { CultureAdoption } from './resolvers/culture-adoption.js';
import { Footprint, Membership } from './resolvers/footprint.js';
import { OrganisationVersion } from './resolvers/organisation-version.js';
import { Organisation } from './resolvers/organisation.js';
import { Partner } from './resolvers/partner.js';
import { Query } from './resolvers/query.js';
import { Rating, RatingGroup } from './resolvers/rating.js';
import { recordRating } from './resolvers/record-rating.js';
import { Region } from './resolvers/region.js';
import { Succession, WorkforceFigure } from './resolvers/succession.js';
import { seedOrganisations } from './seed/seed-organisations.js';

const tables = {
  Organisation: OrganisationRow,
  OrganisationVersion: VersionRow,
  Footprint: FootprintRow,
  Membership: MembershipRow,
  Region: RegionRow,
  Rating: RatingRow,
  KeyQuestionRating,
  Succession: SuccessionRow,
  WorkforceFigure: WorkforceRow,
};

/** The subgraph of organisations, owned by the Care Quality Commission. */
export const organisations: SubgraphDefinition<OrganisationsLoaders> = {
  name: 'organisations',
  partner: 'Care Quality Commission',
  entities: [...Object.values(tables), OrganisationStatement, MembershipStatement, Refresh],
  migrations: [CreateRefresh1700000000000, CreateOrganisations1700000001000],
  tables,
  createLoaders,
  seed: seedOrganisations,
  resolvers: {
    Query,
    Mutation: { recordRating },
    Organisation,
    OrganisationVersion,
    Footprint,
    Membership,
    Region,
    Rating,
    RatingGroup,
    CultureAdoption,
    Succession,
    WorkforceFigure,
    Partner,
  },
};
