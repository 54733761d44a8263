import type { Explanations } from './explanation.js';

const PUBLISHER = 'The partner who publishes; the owner, if it is asked for a grant';
const AUTHOR = 'The partner who publishes';

/** What the registry finds besides composition: ownership, breaking changes, lint. */
export const REGISTRY_FINDINGS: Explanations = {
  OVERRIDE_NEEDS_GRANT: {
    means: 'The version answers a field in its owner’s place: every client would get your values instead',
    acts: PUBLISHER,
    fix: 'Ask the owner, or take @override out and give your field another name',
    example: ['joinery grant request Person.email --act OVERRIDE --reason "We run mail now"'],
  },
  REQUIRES_NEEDS_GRANT: {
    means: 'The version receives another partner’s field with each request: its values would leave their owner',
    acts: PUBLISHER,
    fix: 'Ask the owner, or compute your field from what you hold yourself',
    example: ['joinery grant request Person.email --act REQUIRES --reason "Spam score"'],
  },
  KEY_NEEDS_GRANT: {
    means: 'The version uses as a key what the owner does not offer as one, so that it would receive its values',
    acts: PUBLISHER,
    fix: 'Use a key of the owner, or ask for a grant',
    example: ['type Person @key(fields: "id") {   # the owner’s key', '  id: ID!', '}'],
  },
  PROVIDES_NEEDS_GRANT: {
    means: 'The version answers another partner’s field along with its own, instead of letting the owner answer',
    acts: PUBLISHER,
    fix: 'Take @provides out: the gateway asks the owner; or ask for a grant',
    example: ['leader: Person   # instead of leader: Person @provides(fields: "name")'],
  },
  FROM_CONTEXT_NEEDS_GRANT: {
    means: 'The version receives another partner’s field by way of a context',
    acts: PUBLISHER,
    fix: 'Ask the owner, or let clients give the argument',
    example: ['pay(band: String): Int   # instead of @fromContext'],
  },
  SHAREABLE_NEEDS_GRANT: {
    means: 'The version answers a field that another partner answers: which of the two a client gets would be open',
    acts: PUBLISHER,
    fix: 'Give your field another name, write @external after it where a key needs it, or ask for a grant',
    example: ['joinery grant request Person.name --act SHAREABLE --reason "We hold the same register"'],
  },
  ROOT_FIELD_NEEDS_GRANT: {
    means: 'The version defines a root field that another partner has',
    acts: PUBLISHER,
    fix: 'Choose another name',
    example: ['type Query {', '  culturePeople: [Person!]!   # instead of people', '}'],
  },
  INTERFACE_OBJECT_NEEDS_GRANT: {
    means: 'The version adds fields to every type of another partner’s interface',
    acts: PUBLISHER,
    fix: 'Ask the owner, or add the fields to the single types that you know',
    example: ['joinery grant request Body --act INTERFACE_OBJECT --reason "Culture of every body"'],
  },
  PROTECTION_NEEDS_GRANT: {
    means: 'The version protects another partner’s type or field otherwise than its owner, or answers it unprotected',
    acts: PUBLISHER,
    fix: 'Protect it exactly as its owner does',
    example: ['salary: Int @shareable @authenticated   # as its owner has it'],
  },
  INACCESSIBLE_NEEDS_GRANT: {
    means: 'The version hides another partner’s type or field from all clients',
    acts: PUBLISHER,
    fix: 'Take @inaccessible out, or ask the owner',
    example: ['name: String @external   # without @inaccessible'],
  },
  DEFINITION_NEEDS_GRANT: {
    means:
      'The version says otherwise than its owner what another partner’s type or field is, which would hold for all clients: another type, other arguments, values or members, a field more of an interface, a directive such as @deprecated, @tag or @cost, or, as @name, a directive that it composed first',
    acts: PUBLISHER,
    fix: 'Define it exactly as its owner does',
    example: ['enum Rating { GOOD BAD }   # all values that its owner has, and no others'],
  },
  BREAKING_CHANGE: {
    means: 'An operation that is valid now could fail: something that clients see went, or became stricter',
    acts: AUTHOR,
    fix: 'Keep it and mark it deprecated until nobody uses it; or a named person answers for it',
    example: [
      'email: String @deprecated(reason: "Use contacts.")',
      'joinery subgraph publish … --approved-by "Jo Smith" --reason "Unused since May"',
    ],
  },
  LINT_NAMING: {
    means: 'A name is not in the usual form: TypeName, fieldName, ENUM_VALUE',
    acts: AUTHOR,
    fix: 'Rename it before clients use it',
    example: ['type CultureResource {', '  startedOn: Date   # not started_on', '}'],
  },
  LINT_DESCRIPTION: {
    means: 'Something has no description, which is all that clients of other organisations have to go by',
    acts: AUTHOR,
    fix: 'Say in a line above it what it is, with its unit and when it is null',
    example: ['"When the organisation began; null where that is not known."', 'startedOn: Date'],
  },
  LINT_DEPRECATION: {
    means: 'A deprecation does not say why, or what to use instead',
    acts: AUTHOR,
    fix: 'Write a reason',
    example: ['name: String @deprecated(reason: "Use fullName.")'],
  },
  LINT_SUNSET: {
    means: 'A deprecation does not say until when it is there, or says it wrongly',
    acts: AUTHOR,
    fix: 'Add the day on which it goes; docs/deprecation.md has the @link that this needs',
    example: ['shortName: String @deprecated(reason: "Use name.") @sunset(date: "2027-06-30")'],
  },
  LINT_SUNSET_OVERDUE: {
    means: 'Something was to go on a day of the past, and is still there',
    acts: AUTHOR,
    fix: 'Take it out if nobody uses it any more; else give it another day',
    example: ['joinery usage Organisation.shortName   # who still uses it'],
  },
  LINT_CROSS_PARTNER_NON_NULL: {
    means: 'A field between partners may not be null: when one service is down, clients lose what the others answered',
    acts: AUTHOR,
    fix: 'Let it be null, by leaving out the !',
    example: [
      'type Organisation @key(fields: "odsCode") { odsCode: ID!',
      '  cultureSurveys: [CultureSurvey!]   # not [CultureSurvey!]!',
      '}',
    ],
  },
  LINT_PERSONAL_DATA: {
    means: 'A field looks like personal data by its name, and no tag says whether it is',
    acts: AUTHOR,
    fix: 'Tag it personal or special-category and protect it, or tag it not-personal',
    example: [
      'email: String @tag(name: "personal") @authenticated',
      'age: Int @tag(name: "not-personal")   # of a building',
    ],
  },
  PERSONAL_DATA_UNPROTECTED: {
    means: 'A field is tagged as personal data, and everybody may read it',
    acts: AUTHOR,
    fix: 'Protect the field or its type by @authenticated, @requiresScopes or @policy',
    example: ['email: String @tag(name: "personal")', '  @requiresScopes(scopes: [["people:read"]])'],
  },
  DIRECTIVE_REFUSED: {
    means:
      'A directive would keep other partners from theirs, since the graph has one name and one definition of each: one of federation has another name, one of your own a name that is taken, or one that gateways know another version or definition. Or the schema links connectors, which gateways do not ask',
    acts: AUTHOR,
    fix: 'Import it under its own name, call your own otherwise, and define what gateways know as docs/partners.md and docs/deprecation.md do',
    example: ['import: ["@requiresScopes"]   # not { name: "@requiresScopes", as: "@scopes" }'],
  },
  SUPPRESS_NOT_COMPOSED: {
    means:
      'A field has @suppress, and composition would drop it: it is not linked and composed, linked in a version that gateways do not know, or defined without all its arguments. Gateways would show small numbers',
    acts: AUTHOR,
    fix: 'Link the directive, compose it, and define it as docs/partners.md does',
    example: [
      'extend schema @link(url: "https://joinery.example/suppress/v1.0", import: ["@suppress"])',
      '  @composeDirective(name: "@suppress")',
    ],
  },
  SUPPRESS_INVALID: {
    means: 'A field has @suppress in a way that cannot be kept',
    acts: AUTHOR,
    fix: 'Let it be a number that may be null, and name counts that have @suppress themselves',
    example: [
      'people: Int @suppress',
      'appointed: Int @suppress',
      'rate: Float @suppress(rateOf: ["appointed", "people"])',
    ],
  },
  SUPPRESS_REMOVED: {
    means: 'A field has no @suppress any more: gateways would show small numbers that they withhold now',
    acts: AUTHOR,
    fix: 'Put @suppress back, unless the number tells nothing about people',
    example: ['people: Int @suppress'],
  },
  SUPPRESS_RECEIVED: {
    means:
      'A field is computed from a figure with @suppress, which it receives whole, and gateways show what it makes of it',
    acts: 'The partner who publishes; the owner of the figure, before it grants that',
    fix: 'Put @suppress on the field where it is a figure of people; else let no small number be told by it',
    example: ['people: Int @external', 'share: Float @requires(fields: "people") @suppress(meanOver: "people")'],
  },
  SUPPRESS_TOLD_BY_ARGUMENT: {
    means: 'A list can be sorted or chosen by a count that has @suppress, which tells the count that is withheld',
    acts: AUTHOR,
    fix: 'Take the sorting or the condition by this count out',
    example: ['groups(orderBy: GroupOrder): [Group!]   # without PEOPLE in GroupOrder'],
  },
  CONTRACT_BROKEN: {
    means: 'With the version, what a contract shows (a part of the graph, chosen by tags) would be no schema',
    acts: 'The partner who publishes; the operator, if the contract should change instead',
    fix: 'Put back the tag or the field that is named',
    example: ['type Query { organisation(odsCode: OdsCode!): Organisation @tag(name: "public") }'],
  },
  CONTRACT_BREAKING_CHANGE: {
    means: 'An operation that is valid in a contract now could fail there, as after a tag was taken away',
    acts: AUTHOR,
    fix: 'Put the tag back; or a named person answers for it',
    example: [
      'name: String @tag(name: "public")',
      'joinery subgraph publish … --approved-by "Jo Smith" --reason "Not public any more"',
    ],
  },
  COMPOSITION_FAILED: {
    means: 'Composition failed for a reason that has no code of its own',
    acts: 'The partner who publishes; the operator, if the message does not help',
    fix: 'Check the schema alone first, then together with the others',
    example: [
      'joinery subgraph lint --schema schema.graphql',
      'joinery subgraph check --name people --schema schema.graphql',
    ],
  },
};
