import { describe, expect, test } from '@jest/globals';
import { sourcesIn } from './answer-sources.js';
import { columnOrigins, type FieldFacts } from './column-origins.js';

const facts: FieldFacts = {
  description: 'Its name.',
  subgraphs: ['books'],
  owner: 'The Library',
  provenance: { source: 'Catalogue', asOf: '2016-01-01', licence: 'OGL', url: 'https://catalogue.example' },
};
const column = { name: 'name', type: 'String', parentType: 'Book', field: 'name', list: null };

interface Given {
  readonly data?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly provenance?: FieldFacts['provenance'];
}

describe('columnOrigins()', () => {
  const check = (title: string, { data, variables = {}, provenance = facts.provenance }: Given, expected: object) =>
    test(title, () => {
      const factsOf = () => ({ ...facts, provenance });
      const origins = columnOrigins([column], { factsOf, sources: sourcesIn(data), table: 'books', variables });
      expect(origins).toMatchObject([{ name: 'name', field: 'Book.name', owner: 'The Library', ...expected }]);
    });
  const books = (...sources: object[]) => ({ books: { nodes: sources.map((source) => ({ name: 'a', source })) } });

  check('takes what the schema says', {}, { source: 'Catalogue', licence: 'OGL', url: 'https://catalogue.example' });
  check(
    'takes what the records say before it, nothing mixed',
    { data: books({ title: 'A', publisher: 'P', asOf: '2017-01-01' }, { title: 'B' }) },
    { source: 'A (P); B', asOf: '2017-01-01', licence: null, url: null },
  );
  check(
    'takes the day that was asked for where no other is told',
    { variables: { asOf: '2017-12-31' }, provenance: null },
    { source: null, asOf: '2017-12-31' },
  );
  check(
    'knows nothing where nothing is told',
    { provenance: null },
    { source: null, asOf: null, licence: null, url: null },
  );
});
