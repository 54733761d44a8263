/** What the commands ask the registry; a test validates each against `schema/registry.graphql`. */

const RESULT = `{
  outcome exitCode changed
  version { number status routingUrl }
  supergraph { serial }
  findings {
    code severity message coordinate partner fix sources { subgraph line text } flow { fields from to }
    usage {
      days hasData isComplete requests share lastSeen approvedBy
      clients { name version requests lastSeen } operations { hash name kind signature requests lastSeen }
    }
  }
  changes { level coordinate message }
}`;
const VERSION = 'number status publishedAt publishedBy';
const SUPERGRAPH = 'serial createdAt createdBy cause sdlHash members { subgraph version }';
const GRANT =
  '{ id coordinate act owner grantee status reason answer createdAt createdBy decidedAt decidedBy expiresAt }';
const TOKEN = '{ id name partner { name } scopes subgraphs createdAt rotatedAt expiresAt revokedAt }';
const PARTNER = '{ name title createdAt subgraphs { name } }';

export const PUBLISH_SUBGRAPH = `mutation PublishSubgraph($input: PublishSubgraphInput!) {
  result: publishSubgraph(input: $input) ${RESULT}
}`;
export const CHECK_SUBGRAPH = `mutation CheckSubgraph($input: CheckSubgraphInput!) {
  result: checkSubgraph(input: $input) ${RESULT}
}`;
export const DELETE_SUBGRAPH = `mutation DeleteSubgraph($input: DeleteSubgraphInput!) {
  result: deleteSubgraph(input: $input) ${RESULT}
}`;
export const ROLLBACK_SUBGRAPH = `mutation RollbackSubgraph($input: RollbackSubgraphInput!) {
  result: rollbackSubgraph(input: $input) ${RESULT}
}`;
export const LIST_SUBGRAPHS = `query ListSubgraphs {
  subgraphs { name routingUrl partner { name title } live { ${VERSION} } quarantined { ${VERSION} } }
}`;
export const FETCH_LIVE_SUBGRAPH = `query FetchSubgraph($name: String!) {
  subgraph(name: $name) { version: live { ${VERSION} sdl sdlHash routingUrl note } }
}`;
export const FETCH_SUBGRAPH_VERSION = `query FetchSubgraphVersion($name: String!, $number: Int!) {
  subgraph(name: $name) { version(number: $number) { ${VERSION} sdl sdlHash routingUrl note } }
}`;

export const LIVE_SUBGRAPHS = `query LiveSubgraphs {
  subgraphs { name live { number sdl routingUrl } }
}`;

export const FETCH_SUPERGRAPH = `query FetchSupergraph($serial: Int) {
  supergraph(serial: $serial) { ${SUPERGRAPH} sdl signature }
}`;
export const LIST_SUPERGRAPHS = `query ListSupergraphs($first: Int!, $before: Int) {
  supergraphs(first: $first, before: $before) { ${SUPERGRAPH} }
}`;
export const DIFF_SUPERGRAPHS = `query DiffSupergraphs($from: Int!, $to: Int) {
  diff(from: $from, to: $to) {
    from { serial createdAt } to { serial createdAt }
    members { subgraph from to }
    changes { level coordinate message }
  }
}`;
export const ROLLBACK_SUPERGRAPH = `mutation RollbackSupergraph($serial: Int!) {
  rollbackSupergraph(serial: $serial) { ${SUPERGRAPH} }
}`;

export const REQUEST_GRANT = `mutation RequestGrant($input: RequestGrantInput!) {
  grant: requestGrant(input: $input) ${GRANT}
}`;
export const OFFER_GRANT = `mutation OfferGrant($input: OfferGrantInput!) {
  grant: offerGrant(input: $input) ${GRANT}
}`;
export const APPROVE_GRANT = `mutation ApproveGrant($input: ApproveGrantInput!) {
  grant: approveGrant(input: $input) ${GRANT}
}`;
export const REFUSE_GRANT = `mutation RefuseGrant($id: ID!, $reason: String) {
  grant: refuseGrant(id: $id, reason: $reason) ${GRANT}
}`;
export const REVOKE_GRANT = `mutation RevokeGrant($id: ID!, $reason: String) {
  grant: revokeGrant(id: $id, reason: $reason) ${GRANT}
}`;
export const LIST_GRANTS = `query ListGrants($status: GrantStatus, $first: Int!) {
  grants(status: $status, first: $first) ${GRANT}
}`;

export const CREATE_TOKEN = `mutation CreateToken($input: CreateTokenInput!) {
  issued: createToken(input: $input) { token ${TOKEN} secret }
}`;
export const ROTATE_TOKEN = `mutation RotateToken($id: ID!, $graceSeconds: Int!) {
  issued: rotateToken(id: $id, graceSeconds: $graceSeconds) { token ${TOKEN} secret }
}`;
export const REVOKE_TOKEN = `mutation RevokeToken($id: ID!) { token: revokeToken(id: $id) ${TOKEN} }`;
export const LIST_TOKENS = `query ListTokens { tokens ${TOKEN} }`;

export const CREATE_PARTNER = `mutation CreatePartner($input: CreatePartnerInput!) {
  partner: createPartner(input: $input) ${PARTNER}
}`;
export const LIST_PARTNERS = `query ListPartners { partners ${PARTNER} }`;

const USAGE = `{
  coordinate deprecationReason sunset hasData requests firstSeen lastSeen
  clients { name version requests lastSeen } operations { hash name kind signature requests lastSeen }
}`;

export const READ_USAGE = `query ReadUsage($coordinate: String!, $days: Int!) {
  usage(coordinate: $coordinate, days: $days) ${USAGE}
}`;
export const LIST_USAGES = `query ListUsages(
  $filter: UsageFilter!, $partner: String, $startsWith: String, $days: Int!, $first: Int!, $after: String
) {
  usages(
    filter: $filter, partner: $partner, startsWith: $startsWith, days: $days, first: $first, after: $after
  ) ${USAGE}
}`;

const CONTRACT = '{ name include exclude changedAt changedBy supergraph { serial } }';

export const FETCH_CONTRACT = `query FetchContract($name: String!) {
  contract(name: $name) { name supergraph { serial sdl sdlHash createdAt signature } }
}`;
export const LIST_CONTRACTS = `query ListContracts { contracts ${CONTRACT} }`;
export const SET_CONTRACT = `mutation SetContract($input: ContractInput!) { contract: setContract(input: $input) ${CONTRACT} }`;
export const DELETE_CONTRACT = `mutation DeleteContract($name: String!) { contract: deleteContract(name: $name) ${CONTRACT} }`;

const WEBHOOK = '{ id partner { name } url events createdAt createdBy }';
const DELIVERIES = '{ id event status createdAt attempts nextAt answer }';

export const CREATE_WEBHOOK = `mutation CreateWebhook($input: CreateWebhookInput!) {
  issued: createWebhook(input: $input) { webhook ${WEBHOOK} secret }
}`;
export const LIST_WEBHOOKS = `query ListWebhooks {
  webhooks { id partner { name } url events createdAt createdBy deliveries(first: 5) ${DELIVERIES} }
}`;
export const DELETE_WEBHOOK = `mutation DeleteWebhook($id: ID!) { webhook: deleteWebhook(id: $id) ${WEBHOOK} }`;
