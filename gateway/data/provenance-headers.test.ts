import { describe, expect, test } from '@jest/globals';
import type { ColumnOrigin } from '../../kit/table/about.js';
import { provenanceHeaders } from './provenance-headers.js';

const column = (told: Partial<ColumnOrigin>): ColumnOrigin => ({
  name: 'a',
  type: 'Int',
  field: 'A.a',
  description: null,
  subgraphs: [],
  owner: null,
  source: null,
  asOf: null,
  licence: null,
  url: null,
  ...told,
});

describe('provenanceHeaders()', () => {
  const check = (title: string, columns: readonly Partial<ColumnOrigin>[], expected: object) =>
    test(title, () => {
      expect(provenanceHeaders(columns.map(column))).toEqual(expected);
    });

  check('leaves out what is not known', [{}], {});
  check('names each once', [{ source: 'A' }, { source: 'B', licence: 'OGL' }, { source: 'A' }], {
    'joinery-source': 'A; B',
    'joinery-licence': 'OGL',
  });
  check('encodes what no header may hold', [{ asOf: '100 %\r\nset-cookie: a – \uD800' }], {
    'joinery-as-of': '100 %25%0D%0Aset-cookie: a %E2%80%93 %EF%BF%BD',
  });
  check('leaves out what would be too long', [{ source: 'A' }, { source: 'x'.repeat(2_000) }], {
    'joinery-source': 'A',
  });
});
