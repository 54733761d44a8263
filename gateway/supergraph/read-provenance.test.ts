import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { readProvenance } from './read-provenance.js';

const LINK = 'schema @link(url: "https://joinery.example/provenance/v1.0", import: ["@provenance"]) { query: Query }';
const unknown = { source: null, asOf: null, licence: null, url: null };

describe('readProvenance()', () => {
  const check = (title: string, sdl: string, expected: object | null, link = LINK) =>
    test(title, () => {
      expect(readProvenance(parse(`${link}\n${sdl}`))('Book', 'title')).toEqual(expected);
    });

  check(
    'takes what stands on the field',
    'type Book { title: String @provenance(source: "A", asOf: "2016-12-01", licence: "OGL", url: "https://a.example") }',
    { source: 'A', asOf: '2016-12-01', licence: 'OGL', url: 'https://a.example' },
  );
  check(
    'takes what stands on the type of one subgraph, with several keys too',
    'type Book @join__type(graph: A, key: "id") @join__type(graph: A, key: "n") @provenance(source: "A") { title: String }',
    { ...unknown, source: 'A' },
  );
  check(
    'takes the field before the type',
    'type Book @join__type(graph: A) @provenance(source: "A") { title: String @provenance(source: "B") }',
    { ...unknown, source: 'B' },
  );
  check(
    'takes nothing that stands on a type of several subgraphs',
    'type Book @join__type(graph: A) @join__type(graph: B) @provenance(source: "A") { title: String }',
    null,
  );
  check(
    'takes no address that is not of the web',
    'type Book { title: String @provenance(url: "javascript:a()") }',
    unknown,
  );
  check(
    'follows another name',
    'type Book { title: String @from(source: "A") }',
    { ...unknown, source: 'A' },
    LINK.replace('["@provenance"]', '[{ name: "@provenance", as: "@from" }]'),
  );
  check(
    'takes no directive of the name that is another',
    'type Book { title: String @provenance(source: "A") }',
    null,
    'schema @link(url: "https://other.example/provenance/v1.0", import: ["@provenance"]) { query: Query }',
  );
  check('says nothing of what is not there', 'type Book { name: String }', null);
});
