/** A way to select a protected field, with what the answer is. */
export interface Place {
  readonly name: string;
  /** `FIELD` stands for the protected field. */
  readonly operation: string;
  /** The answer where the field has this value. */
  readonly data: (value: unknown) => unknown;
  /** The answer where the field may not be null, and is withheld. */
  readonly bubbled: unknown;
  /** Where the errors are. */
  readonly paths: readonly string[];
  /** The field that may be null and the one that may not; `secret` and `vault` when left out. */
  readonly fields?: readonly [string, string];
}

/** Everywhere that a protected field can stand. */
export const PLACES: readonly Place[] = [
  {
    name: 'a field',
    operation: '{ one { name FIELD } }',
    data: (FIELD) => ({ one: { name: 'Ann', FIELD } }),
    bubbled: { one: null },
    paths: ['one.FIELD'],
  },
  {
    name: 'an alias',
    operation: '{ one { name: FIELD } }',
    data: (name) => ({ one: { name } }),
    bubbled: { one: null },
    paths: ['one.name'],
  },
  {
    name: 'a fragment',
    operation: 'query { one { ...F } } fragment F on Staff { name ...G } fragment G on Staff { FIELD }',
    data: (FIELD) => ({ one: { name: 'Ann', FIELD } }),
    bubbled: { one: null },
    paths: ['one.FIELD'],
  },
  {
    name: 'an inline fragment',
    operation: '{ one { ... { ... on Staff { FIELD name } } } }',
    data: (FIELD) => ({ one: { FIELD, name: 'Ann' } }),
    bubbled: { one: null },
    paths: ['one.FIELD'],
  },
  {
    name: '@include',
    operation: 'query($yes: Boolean = true) { one { name FIELD @include(if: $yes) } }',
    data: (FIELD) => ({ one: { name: 'Ann', FIELD } }),
    bubbled: { one: null },
    paths: ['one.FIELD'],
  },
  {
    name: '@skip on a fragment',
    operation: 'query($no: Boolean = false) { one { name ... @skip(if: $no) { FIELD } } }',
    data: (FIELD) => ({ one: { name: 'Ann', FIELD } }),
    bubbled: { one: null },
    paths: ['one.FIELD'],
  },
  {
    name: 'a list',
    operation: '{ all { name FIELD } }',
    data: (FIELD) => ({
      all: [
        { name: 'Ann', FIELD },
        { name: 'Ann', FIELD },
      ],
    }),
    bubbled: { all: null },
    paths: ['all.0.FIELD', 'all.1.FIELD'],
  },
  {
    name: 'a union',
    operation: '{ thing { __typename ... on Staff { FIELD } } }',
    data: (FIELD) => ({ thing: { __typename: 'Staff', FIELD } }),
    bubbled: { thing: null },
    paths: ['thing.FIELD'],
  },
  {
    name: 'a list of a union',
    operation: '{ things { __typename ... on Robot { id } ... on Staff { FIELD } } }',
    data: (FIELD) => ({
      things: [
        { __typename: 'Robot', id: '2' },
        { __typename: 'Staff', FIELD },
      ],
    }),
    bubbled: { things: null },
    paths: ['things.1.FIELD'],
  },
  {
    name: 'an interface',
    operation: '{ worker { id FIELD } }',
    data: (FIELD) => ({ worker: { id: '1', FIELD } }),
    bubbled: { worker: null },
    paths: ['worker.FIELD'],
  },
  {
    name: 'a list of an interface',
    operation: '{ workers { FIELD } }',
    data: (FIELD) => ({ workers: [{ FIELD }, { FIELD }] }),
    bubbled: { workers: null },
    paths: ['workers.0.FIELD', 'workers.1.FIELD'],
  },
  {
    name: 'a type below an interface',
    operation: '{ known { name ... on Staff { FIELD } } }',
    data: (FIELD) => ({ known: { name: 'Ann', FIELD } }),
    bubbled: { known: null },
    paths: ['known.FIELD'],
  },
  {
    name: 'an interface object',
    operation: '{ file { id FIELD } }',
    data: (FIELD) => ({ file: { id: 'f', FIELD } }),
    bubbled: { file: null },
    paths: ['file.FIELD'],
  },
  {
    name: 'a @requires chain',
    operation: '{ one { name FIELD } }',
    data: (FIELD) => ({ one: { name: 'Ann', FIELD } }),
    bubbled: { one: null },
    paths: ['one.FIELD'],
    fields: ['derived', 'certain'],
  },
  {
    name: 'below another field',
    operation: '{ one { boss { boss { FIELD } name } } }',
    data: (FIELD) => ({ one: { boss: { boss: { FIELD }, name: 'Ann' } } }),
    bubbled: { one: { boss: { boss: null, name: 'Ann' } } },
    paths: ['one.boss.boss.FIELD'],
  },
  {
    name: 'the answer of a mutation',
    operation: 'mutation { rename { name FIELD } }',
    data: (FIELD) => ({ rename: { name: 'Ann', FIELD } }),
    bubbled: { rename: null },
    paths: ['rename.FIELD'],
  },
];

/** What callers are allowed to see by their scopes; null for nobody in particular. */
export const CALLERS: readonly { readonly name: string; readonly scopes: readonly string[] | null; sees: boolean }[] = [
  { name: 'nobody', scopes: null, sees: false },
  { name: 'no scope', scopes: [], sees: false },
  { name: 'one scope', scopes: ['a'], sees: false },
  { name: 'another scope', scopes: ['b', 'd'], sees: false },
  { name: 'both scopes', scopes: ['a', 'b'], sees: true },
  { name: 'the scope instead', scopes: ['c'], sees: true },
];
