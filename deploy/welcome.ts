import type { Addresses } from './local.js';

const QUESTIONS = [
  {
    question: 'Which training did the footprints get, and who leads them?',
    query:
      '{ footprints(first: 5) { nodes { name practiceCount leader { person { name } } trainingOffer { status } } } }',
  },
  {
    question: 'Who put money into Local Vision?',
    query: '{ fund(code: "LOCAL_VISION") { name contributions { nodes { contributor kind certainty } } } }',
  },
  {
    question: 'Who owns what in this graph?',
    query: '{ organisationsHoldings { partner types { name rows } } fundingHoldings { partner types { name rows } } }',
  },
];

/** What `joinery start` says when everything listens: the addresses, three questions to ask, and how to stop. */
export function welcome({ gateway, registry, subgraphs }: Addresses): string {
  const rows = Object.entries({ ...subgraphs, ...(registry === undefined ? {} : { registry }) }).map(
    ([name, url]) => `  ${name.padEnd(14)}${url}`,
  );
  return `
Joinery is running.

  ${'page'.padEnd(14)}${new URL('/', gateway).href}
  ${'graph'.padEnd(14)}${gateway}
${rows.join('\n')}

Three questions to ask it, here or in any GraphQL IDE; schema/queries has more:

${QUESTIONS.map((one) => example(one, gateway)).join('\n')}
Press Ctrl-C to stop.
`;
}

function example({ question, query }: (typeof QUESTIONS)[number], url: string): string {
  return `  # ${question}
  curl -s ${url} -H 'content-type: application/json' \\
    -d '${JSON.stringify({ query })}'
`;
}
