import { Capability as CapabilityRow } from '../entities/capability.js';
import type { FrameworkAction as ActionRow } from '../entities/framework-action.js';
import { FrameworkCondition as ConditionRow } from '../entities/framework-condition.js';
import { FrameworkContributor as ContributorRow } from '../entities/framework-contributor.js';
import { sourceOfRow } from '../own-sources.js';
import type { Context } from './context.js';
import { found } from './found.js';
import { programmeTotals } from './programme.js';
import { organisationOf } from './organisation-of.js';

/** What the article says of the framework as a whole; only the month of publication is stated. */
export const FRAMEWORK = {
  title: 'Developing People – Improving Care',
  publishedOn: '2016-12-01',
  sourceKey: 'article',
} as const;

export const Framework = {
  capabilities: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(CapabilityRow).find({ order: { position: 'ASC' } }),
  conditions: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(ConditionRow).find({ order: { number: 'ASC' } }),
  developedBy: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(ContributorRow).find({ order: { position: 'ASC' } }),
  source: sourceOfRow,
};

export const FrameworkContributor = {
  organisation: ({ odsCode }: ContributorRow) => organisationOf(odsCode),
};

export const Capability = {
  async programmes({ code }: CapabilityRow, _: unknown, { load }: Context) {
    const links = await load.programmeLinks.load(code);
    return found(await load.programme.loadMany(links.map((link) => link.programmeCode)));
  },
};

export const FrameworkCondition = {
  actions: ({ number }: ConditionRow, _: unknown, { load }: Context) => load.actions.load(String(number)),
  source: sourceOfRow,
};

export const FrameworkAction = {
  responsible: ({ id }: ActionRow, _: unknown, { load }: Context) => load.bodiesOfAction.load(id),
  async programmes({ id }: ActionRow, _: unknown, { load }: Context) {
    const links = await load.actionLinks.load(id);
    return found(await load.programme.loadMany(links.map((link) => link.programmeCode)));
  },
  /** Adds up the action's programmes; the status is generated. */
  async progress({ id, status }: ActionRow, _: unknown, context: Context) {
    const links = await context.load.actionLinks.load(id);
    const totals = await Promise.all(links.map(({ programmeCode }) => programmeTotals(programmeCode, context)));
    return {
      status,
      participants: totals.reduce((sum, { participants }) => sum + participants, 0),
      completed: totals.reduce((sum, { graduated }) => sum + graduated, 0),
      synthetic: totals.some(({ synthetic }) => synthetic),
    };
  },
};
