import type { Row } from '../../federation/support/subgraph-fixture.js';
import type { Subgraphs } from '../../federation/support/federation-case.js';

export const SUPPRESS = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@shareable", "@tag", "@requiresScopes"])
  @link(url: "https://joinery.example/suppress/v1.0", import: ["@suppress"])
  @composeDirective(name: "@suppress")
directive @suppress(group: String, alone: Boolean, rateOf: [String!], per: Int, meanOver: String, totalOf: String) on FIELD_DEFINITION
`;

const SDL = `${SUPPRESS}
  type Query {
    survey(id: ID!, region: String, groups: [String!]): Survey
    surveys: [Survey!]
    trusts(first: Int, after: String): [Trust!]
    figures: [Figure!]
  }
  type Mutation { count: Survey }
  type Subscription { counted: Survey }
  type Survey {
    name: String
    groups: [Group!]
    people: Int @suppress(totalOf: "groups.people")
    exact: Int @suppress
    parts: [Survey!]
  }
  type Group {
    name: String
    people: Int @suppress(group: "people")
    appointed: Int @suppress
    rate: Float @suppress(rateOf: ["appointed", "people"])
    share: Decimal @suppress(rateOf: ["appointed", "people"])
    age: Float @suppress(meanOver: "people")
    broken: Int @suppress
  }
  scalar Decimal
  type Trust { name: String staff: Int @suppress(alone: true) }
  interface Figure { label: String people: Int }
  type Plain implements Figure { label: String people: Int }
  type Counted implements Figure { label: String people: Int @suppress }
`;

/** A survey whose groups have so many people, of whom so many were appointed. */
export function survey(people: readonly (number | null)[], appointed: readonly number[] = []): Row {
  const groups = people.map((count, place) => {
    const some = appointed[place] ?? 0;
    return { name: `g${place}`, people: count, appointed: some, rate: 12.345, share: '12.345', age: 41.5 };
  });
  const sum = people.reduce<number>((total, count) => total + (count ?? 0), 0);
  return { name: 's', groups, people: sum, exact: sum };
}

/** Surveys by their identifiers. What is set in `kept` is answered by the running subgraph. */
export function surveysGraph(kept: { surveys: Readonly<Record<string, Row>>; trusts?: readonly Row[] }): Subgraphs {
  return {
    surveys: {
      sdl: SDL,
      fields: {
        'Query.survey': (_parent, { id }) => kept.surveys[id as string] ?? null,
        'Query.surveys': () => Object.values(kept.surveys),
        'Query.trusts': () => kept.trusts ?? [],
        'Query.figures': [
          { __typename: 'Plain', label: 'a', people: 3 },
          { __typename: 'Counted', label: 'b', people: 4 },
        ],
        'Mutation.count': () => kept.surveys['a'],
        'Group.broken': new Error('Only 3 people'),
      },
    },
  };
}
