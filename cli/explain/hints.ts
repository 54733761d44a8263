import { TOGETHER, type Explanations } from './explanation.js';

const NOBODY = 'Nobody has to; whoever knows that it is not meant';

/** What composition points out without refusing it. */
export const HINTS: Explanations = {
  INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE: {
    means: 'A field has types that differ and fit together, such as String and String!; clients see the weaker one',
    acts: NOBODY,
    fix: 'Write the same type everywhere',
    example: ['name: String! @shareable   # in each of them'],
  },
  INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE: {
    means: 'An argument has types that differ and fit together; clients see the stricter one',
    acts: NOBODY,
    fix: 'Write the same type everywhere',
    example: ['rating(asOf: Date): Rating @shareable'],
  },
  INCONSISTENT_DEFAULT_VALUE_PRESENCE: {
    means: 'An argument has a default in some subgraphs only; the supergraph has none',
    acts: TOGETHER,
    fix: 'Write the same default everywhere',
    example: ['people(first: Int = 50): [Person!]! @shareable'],
  },
  INCONSISTENT_ENTITY: {
    means: 'A type has a @key in some subgraphs only, so that the others cannot be reached by it',
    acts: 'The partner of the subgraph without the key',
    fix: 'Write the key there, too, if the type is the same thing',
    example: ['type Person @key(fields: "id") {', '  id: ID!', '}'],
  },
  INCONSISTENT_OBJECT_VALUE_TYPE_FIELD: {
    means: 'A type without a key has a field in some subgraphs only',
    acts: NOBODY,
    fix: 'Define the same fields everywhere, or give the type a key',
    example: ['type Money { amount: String! @shareable   currency: String! @shareable }'],
  },
  INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD: {
    means: 'An interface has a field in some subgraphs only',
    acts: NOBODY,
    fix: 'Define the same fields everywhere',
    example: ['interface Body { id: ID!   name: String }'],
  },
  INCONSISTENT_INPUT_OBJECT_FIELD: {
    means: 'A field of an input is in some subgraphs only, and clients cannot use it',
    acts: 'The partner who lacks it',
    fix: 'Add it everywhere, or rename the input',
    example: ['input PersonFilter { region: String   since: Date }'],
  },
  INCONSISTENT_UNION_MEMBER: {
    means: 'A member of a union is in some subgraphs only',
    acts: NOBODY,
    fix: 'Nothing, if the others can never answer with it',
    example: ['union Leader = Person | Vacancy'],
  },
  INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM: {
    means: 'A value of an enum for arguments is in some subgraphs only, and clients cannot use it',
    acts: 'The partner who lacks it',
    fix: 'Add it everywhere',
    example: ['enum Phase { DISCOVER DESIGN DELIVER }'],
  },
  INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM: {
    means: 'A value of an enum that is only answered is in some subgraphs only; clients see all of them',
    acts: NOBODY,
    fix: 'Nothing, if the others can never answer with it',
    example: ['enum Phase { DISCOVER DESIGN DELIVER }'],
  },
  INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_REPEATABLE: {
    means: 'A directive for schemas is repeatable in some subgraphs only; in the supergraph it is',
    acts: NOBODY,
    fix: 'Define it in the same way everywhere',
    example: ['directive @audited(by: String) repeatable on FIELD_DEFINITION'],
  },
  INCONSISTENT_TYPE_SYSTEM_DIRECTIVE_LOCATIONS: {
    means: 'A directive for schemas may stand at different places in different subgraphs; in the supergraph at all',
    acts: NOBODY,
    fix: 'Define it in the same way everywhere',
    example: ['directive @audited on FIELD_DEFINITION | OBJECT'],
  },
  INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE: {
    means: 'A directive for operations is in some subgraphs only, and clients cannot use it',
    acts: TOGETHER,
    fix: 'Define it everywhere, or take it out',
    example: ['directive @audited on FIELD   # in each of them'],
  },
  NO_EXECUTABLE_DIRECTIVE_INTERSECTION: {
    means: 'A directive for operations has no place in common, and clients cannot use it',
    acts: TOGETHER,
    fix: 'Define it for the same places everywhere',
    example: ['directive @audited on FIELD   # in each of them'],
  },
  INCONSISTENT_EXECUTABLE_DIRECTIVE_REPEATABLE: {
    means: 'A directive for operations is repeatable in some subgraphs only; in the supergraph it is not',
    acts: TOGETHER,
    fix: 'Define it in the same way everywhere',
    example: ['directive @audited repeatable on FIELD'],
  },
  INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS: {
    means: 'A directive for operations may stand at different places; in the supergraph only where all allow it',
    acts: TOGETHER,
    fix: 'Define it for the same places everywhere',
    example: ['directive @audited on FIELD | QUERY'],
  },
  INCONSISTENT_DESCRIPTION: {
    means: 'Something is described in different words; clients see those that most subgraphs have',
    acts: 'The partner who does not own it',
    fix: 'Leave your description out, or copy the owner’s',
    example: ['"Its name in full."', 'name: String @shareable'],
  },
  INCONSISTENT_ARGUMENT_PRESENCE: {
    means: 'An optional argument is in some subgraphs only, and clients cannot use it',
    acts: 'The partner who lacks it',
    fix: 'Add it everywhere that the field is answered',
    example: ['rating(asOf: Date): Rating @shareable'],
  },
  FROM_SUBGRAPH_DOES_NOT_EXIST: {
    means: 'The from of an @override names a subgraph that there is not',
    acts: 'The partner with @override',
    fix: 'Correct the name, or take @override out',
    example: ['email: String @override(from: "people")'],
  },
  OVERRIDDEN_FIELD_CAN_BE_REMOVED: {
    means: 'A field was taken over by another subgraph, and is never asked for here any more',
    acts: 'The partner who answered it before',
    fix: 'Take the field out, or mark it @external where a key or @requires uses it',
    example: ['type Person @key(fields: "id") {', '  id: ID!   # email is now answered by mail', '}'],
  },
  OVERRIDE_DIRECTIVE_CAN_BE_REMOVED: {
    means: 'A field with @override is no longer in the subgraph that it was taken from',
    acts: 'The partner with @override',
    fix: 'Take @override out',
    example: ['email: String'],
  },
  OVERRIDE_MIGRATION_IN_PROGRESS: {
    means: 'A field moves step by step, by @override with a label',
    acts: 'Both partners, when it has moved',
    fix: 'Raise the share, then take the field out of the old subgraph and @override out of the new one',
    example: ['email: String @override(from: "people", label: "percent(50)")'],
  },
  UNUSED_ENUM_TYPE: {
    means: 'An enum is defined and no field or argument uses it',
    acts: 'The partner who defines it',
    fix: 'Take it out, or use it',
    example: ['phase: Phase'],
  },
  INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: {
    means: 'A directive that may stand once has different arguments in different subgraphs; one of them counts',
    acts: TOGETHER,
    fix: 'Write the same arguments everywhere',
    example: ['name: String @shareable @deprecated(reason: "Use fullName.")'],
  },
  MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS: {
    means: 'A directive that may stand once has different arguments in different subgraphs, which were joined',
    acts: NOBODY,
    fix: 'Look whether the joined ones are meant: scopes of several partners add up',
    example: ['salary: Int @shareable @requiresScopes(scopes: [["pay:read"]])'],
  },
  DIRECTIVE_COMPOSITION_INFO: {
    means: 'Something was noted about a directive of your own that is kept by @composeDirective',
    acts: NOBODY,
    fix: 'Link the same version of its specification everywhere',
    example: ['@link(url: "https://example.org/audit/v1.0", import: ["@audited"])'],
  },
  DIRECTIVE_COMPOSITION_WARN: {
    means: 'A directive of your own is in several subgraphs, and not all of them keep it by @composeDirective',
    acts: 'The partners who define the directive',
    fix: 'Write @composeDirective in each of them',
    example: ['extend schema @composeDirective(name: "@audited")'],
  },
  INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN: {
    means: 'A shared field can give other types here than there',
    acts: TOGETHER,
    fix: 'Define the same members or implementations in each subgraph that answers the field',
    example: ['union Leader = Person | Vacancy   # in each of them'],
  },
  IMPLICITLY_UPGRADED_FEDERATION_VERSION: {
    means: 'A directive needs a newer federation than a subgraph links; the newer one counts',
    acts: 'The partner of the named subgraph',
    fix: 'Link the version that has the directive',
    example: ['extend schema', '  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'],
  },
  CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS: {
    means: 'An argument comes from a context in some subgraphs; clients of the others cannot give it',
    acts: TOGETHER,
    fix: 'Use @fromContext for it in every subgraph that answers the field',
    example: ['pay(band: String @fromContext(field: "$person { band }")): Int @shareable'],
  },
};
