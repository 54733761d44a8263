import { GraphQLScalarType, Kind } from 'graphql';
import { approveGrant, offerGrant, refuseGrant, requestGrant, revokeGrant } from './actions/grants.js';
import type { OfferGrantInput, RequestGrantInput } from './actions/grants.js';
import {
  approveBreakingChange,
  listApprovals,
  revokeApproval,
  type ApproveBreakingChangeInput,
} from './actions/approvals.js';
import { checkSubgraph } from './actions/check-subgraph.js';
import type { VersionInput } from './actions/check-version.js';
import type { ActionContext } from './actions/context.js';
import { createPartner, type CreatePartnerInput } from './actions/create-partner.js';
import { deleteSubgraph, type DeleteInput } from './actions/delete-subgraph.js';
import { isApproved } from './actions/is-approved.js';
import { publishSubgraph, type PublishInput } from './actions/publish-subgraph.js';
import { EXIT_CODES, type PublishResult } from './actions/publish-result.js';
import * as read from './actions/read.js';
import {
  clients,
  operations,
  usage,
  usages,
  usagesOf,
  type OperationsFilter,
  type UsagesFilter,
} from './actions/read-usage.js';
import { rollbackSubgraph, rollbackSupergraph, type RollbackInput } from './actions/rollback.js';
import { changeSettings, settings, type SettingsInput } from './actions/settings.js';
import { createToken, revokeToken, rotateToken, type CreateTokenInput } from './actions/tokens.js';
import { transferOwnership } from './actions/transfer-ownership.js';
import { contractResolvers, type ContractContext } from './contract-resolvers.js';
import { refuse } from './errors.js';
import type { Grant } from './store/entities/grant.js';
import type { Partner } from './store/entities/partner.js';
import type { SubgraphVersion } from './store/entities/subgraph-version.js';
import type { Subgraph } from './store/entities/subgraph.js';
import type { Supergraph } from './store/entities/supergraph.js';
import type { Token } from './store/entities/token.js';
import { webhookResolvers } from './webhook-resolvers.js';

/** What a resolver receives. */
export interface RegistryContext extends ActionContext, ContractContext {
  readonly signatureOf: (supergraph: Supergraph) => string;
}

type Args<Input> = { readonly input: Input };
type Page = read.Page;

const Query = {
  me: (_: unknown, __: unknown, context: RegistryContext) => read.me(context),
  partners: (_: unknown, __: unknown, context: RegistryContext) => read.partners(context),
  partner: (_: unknown, { name }: { name: string }, context: RegistryContext) => read.partnerNamed(context, name),
  subgraphs: (_: unknown, __: unknown, context: RegistryContext) => read.subgraphs(context),
  subgraph: (_: unknown, { name }: { name: string }, context: RegistryContext) => read.subgraph(context, name),
  supergraph: (_: unknown, { serial }: { serial?: number | null }, context: RegistryContext) =>
    read.supergraph(context, serial ?? null),
  supergraphs: (_: unknown, page: Page, context: RegistryContext) => read.supergraphs(context, page),
  diff: (_: unknown, { from, to }: { from: number; to?: number | null }, context: RegistryContext) =>
    read.diff(context, from, to ?? null),
  ownership: (_: unknown, filter: read.OwnershipFilter, context: RegistryContext) => read.ownership(context, filter),
  grants: (_: unknown, filter: read.GrantFilter, context: RegistryContext) => read.grants(context, filter),
  tokens: (_: unknown, __: unknown, context: RegistryContext) => read.tokens(context),
  auditLog: (_: unknown, page: Page, context: RegistryContext) => read.auditLog(context, page),
  usage: (_: unknown, { coordinate, days }: { coordinate: string; days: number }, context: RegistryContext) =>
    usage(context, coordinate, days),
  usagesOf: (_: unknown, given: { coordinates: readonly string[]; days: number }, context: RegistryContext) =>
    usagesOf(context, given.coordinates, given.days),
  usages: (_: unknown, filter: UsagesFilter, context: RegistryContext) => usages(context, filter),
  operations: (_: unknown, filter: OperationsFilter, context: RegistryContext) => operations(context, filter),
  clients: (_: unknown, { days }: { days: number }, context: RegistryContext) => clients(context, days),
  settings: (_: unknown, __: unknown, context: RegistryContext) => settings(context),
  approvals: (_: unknown, filter: { subgraph?: string | null; first: number }, context: RegistryContext) =>
    listApprovals(context, filter),
};

const Mutation = {
  createPartner: (_: unknown, { input }: Args<CreatePartnerInput>, context: RegistryContext) =>
    createPartner(context, input),
  createToken: (_: unknown, { input }: Args<CreateTokenInput>, context: RegistryContext) => createToken(context, input),
  rotateToken: (_: unknown, { id, graceSeconds }: { id: string; graceSeconds: number }, context: RegistryContext) =>
    rotateToken(context, id, graceSeconds),
  revokeToken: (_: unknown, { id }: { id: string }, context: RegistryContext) => revokeToken(context, id),
  publishSubgraph: (_: unknown, { input }: Args<PublishInput>, context: RegistryContext) =>
    publishSubgraph(context, input),
  checkSubgraph: (_: unknown, { input }: Args<VersionInput>, context: RegistryContext) => checkSubgraph(context, input),
  deleteSubgraph: (_: unknown, { input }: Args<DeleteInput>, context: RegistryContext) =>
    deleteSubgraph(context, input),
  rollbackSubgraph: (_: unknown, { input }: Args<RollbackInput>, context: RegistryContext) =>
    rollbackSubgraph(context, input),
  rollbackSupergraph: (_: unknown, { serial }: { serial: number }, context: RegistryContext) =>
    rollbackSupergraph(context, serial),
  requestGrant: (_: unknown, { input }: Args<RequestGrantInput>, context: RegistryContext) =>
    requestGrant(context, input),
  offerGrant: (_: unknown, { input }: Args<OfferGrantInput>, context: RegistryContext) => offerGrant(context, input),
  approveGrant: (_: unknown, { input }: Args<{ id: string; expiresAt?: Date | null }>, context: RegistryContext) =>
    approveGrant(context, input.id, input.expiresAt ?? null),
  refuseGrant: (_: unknown, { id, reason }: { id: string; reason?: string | null }, context: RegistryContext) =>
    refuseGrant(context, id, reason ?? null),
  revokeGrant: (_: unknown, { id, reason }: { id: string; reason?: string | null }, context: RegistryContext) =>
    revokeGrant(context, id, reason ?? null),
  transferOwnership: (_: unknown, given: { coordinate: string; partner: string }, context: RegistryContext) =>
    transferOwnership(context, given.coordinate, given.partner),
  changeSettings: (_: unknown, { input }: Args<SettingsInput>, context: RegistryContext) =>
    changeSettings(context, input),
  approveBreakingChange: (_: unknown, { input }: Args<ApproveBreakingChangeInput>, context: RegistryContext) =>
    approveBreakingChange(context, input),
  revokeApproval: (_: unknown, { id }: { id: string }, context: RegistryContext) => revokeApproval(context, id),
};

const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => new Date(value as Date | number).toISOString(),
  parseValue: parseMoment,
  parseLiteral: (node) => parseMoment(node.kind === Kind.STRING ? node.value : undefined),
});

/** The resolvers of `schema/registry.graphql`. */
export const resolvers = {
  DateTime,
  Query: { ...Query, ...contractResolvers.Query, ...webhookResolvers.Query },
  Mutation: { ...Mutation, ...contractResolvers.Mutation, ...webhookResolvers.Mutation },
  Contract: contractResolvers.Contract,
  Webhook: webhookResolvers.Webhook,
  WebhookDelivery: webhookResolvers.WebhookDelivery,
  Partner: {
    subgraphs: ({ name }: Partner, _: unknown, context: RegistryContext) => read.subgraphsOf(context, name),
  },
  Token: {
    partner: ({ partner }: Token, _: unknown, context: RegistryContext) => partner && read.partner(context, partner),
  },
  Subgraph: {
    partner: ({ partner }: Subgraph, _: unknown, context: RegistryContext) => read.partner(context, partner),
    routingUrl: async ({ name, live, newest }: Subgraph, _: unknown, context: RegistryContext) =>
      (await read.version(context, name, live ?? newest))?.routingUrl,
    live: ({ name, live }: Subgraph, _: unknown, context: RegistryContext) => live && read.version(context, name, live),
    newest: ({ name, newest }: Subgraph, _: unknown, context: RegistryContext) => read.version(context, name, newest),
    quarantined: async ({ name, newest }: Subgraph, _: unknown, context: RegistryContext) => {
      const version = await read.version(context, name, newest);
      return version?.status === 'QUARANTINED' ? version : null;
    },
    version: ({ name }: Subgraph, { number }: { number: number }, context: RegistryContext) =>
      read.version(context, name, number),
    versions: ({ name }: Subgraph, page: Page, context: RegistryContext) => read.versions(context, name, page),
  },
  SubgraphVersion: {
    sdl: ({ sdlHash }: SubgraphVersion, _: unknown, context: RegistryContext) => read.document(context, sdlHash),
    findings: async ({ findingsHash }: SubgraphVersion, _: unknown, context: RegistryContext) =>
      JSON.parse(await read.document(context, findingsHash)) as unknown,
  },
  Supergraph: {
    sdl: ({ sdlHash }: Supergraph, _: unknown, context: RegistryContext) => read.document(context, sdlHash),
    members: ({ serial }: Supergraph, _: unknown, context: RegistryContext) => read.members(context, serial),
    signature: (supergraph: Supergraph, _: unknown, { signatureOf }: RegistryContext) => signatureOf(supergraph),
  },
  PublishResult: {
    exitCode: ({ outcome }: PublishResult) => EXIT_CODES[outcome],
    supergraph: (_: unknown, __: unknown, context: RegistryContext) => read.liveSupergraph(context),
  },
  Grant: {
    status: (grant: Grant) => (grant.status === 'APPROVED' && !isApproved(grant) ? 'EXPIRED' : grant.status),
  },
};

function parseMoment(value: unknown): Date {
  const isMoment =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const moment = new Date(isMoment ? value : Number.NaN);
  if (Number.isNaN(moment.getTime())) throw refuse('BAD_USER_INPUT', 'DateTime must be such as "2016-12-01T09:30:00Z"');
  return moment;
}
