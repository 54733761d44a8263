import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { labelsOfDocument, labelsOn } from './override-labels.js';

test('labelsOn() takes a share of requests by chance and other labels as they are given', () => {
  const labels = ['new-bills', 'percent(0)', 'percent(100)', 'percent(25.5)'];
  expect(labelsOn(labels, [], () => 0.254)).toEqual(['percent(100)', 'percent(25.5)']);
  expect(labelsOn(labels, ['new-bills', 'other'], () => 0.255)).toEqual(['new-bills', 'percent(100)']);
  expect(labelsOn(['percent(0)'], ['percent(0)'], () => 0)).toEqual([]);
});

test('labelsOfDocument() names only the labels of selected fields, and those of keys', () => {
  const labels = { byField: { a: ['x'], constructor: ['y'] }, always: ['key'] };
  const labelsFor = (text: string) => labelsOfDocument(parse(text), labels);
  expect(labelsFor('{ b { a } }')).toEqual(['key', 'x']);
  expect(labelsFor('{ b toString } fragment F on T { constructor }')).toEqual(['key', 'y']);
  expect(labelsOfDocument(parse('{ a }'), { byField: {}, always: [] })).toEqual([]);
});
