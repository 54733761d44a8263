import { expect, test } from '@jest/globals';
import { planInWords, type Step } from './plan-in-words.js';
import type { FetchNode, PlanNode } from './plan-node.js';

const footprints: FetchNode = {
  kind: 'Fetch',
  serviceName: 'organisations',
  operation: 'query($a:Int){footprints_0:footprints(first:$a){nodes{__typename odsCode name}}}',
};
const leaders: PlanNode = {
  kind: 'Flatten',
  path: ['footprints_0', 'nodes', '@'],
  node: {
    kind: 'Fetch',
    serviceName: 'people',
    requires: [
      {
        kind: 'InlineFragment',
        typeCondition: 'Footprint',
        selections: [
          { kind: 'Field', name: '__typename' },
          { kind: 'Field', name: 'odsCode' },
        ],
      },
    ],
    operation: 'query($r:[_Any!]!){_entities(representations:$r){...on Footprint{leader{id} posts{id}}}}',
  },
};
const other = (name: string): FetchNode => ({ kind: 'Fetch', serviceName: 'funding', operation: `{${name}{id}}` });

const lines = (steps: readonly Step[], depth = 0): string[] =>
  steps.flatMap(({ words, steps: below }) => ['  '.repeat(depth) + words, ...lines(below, depth + 1)]);

test.each<[string, PlanNode | null, string[]]>([
  ['a plan without a subgraph', null, ['The gateway answers by itself; no subgraph is asked']],
  ['one fetch', footprints, ['Ask organisations for footprints']],
  [
    'a sequence, with what entities are found by',
    { kind: 'Sequence', nodes: [footprints, leaders] },
    [
      'First ask organisations for footprints',
      'Then, for each of footprints → nodes, ask people for leader and posts (found by odsCode)',
    ],
  ],
  [
    'what happens at the same time',
    { kind: 'Sequence', nodes: [{ kind: 'Parallel', nodes: [footprints, other('funds')] }, leaders] },
    [
      'First at the same time',
      '  Ask organisations for footprints',
      '  Ask funding for funds',
      'Then, for each of footprints → nodes, ask people for leader and posts (found by odsCode)',
    ],
  ],
  [
    'mutations',
    { kind: 'Sequence', nodes: [{ ...other('give'), operationKind: 'mutation' }, other('take')] },
    ['First have funding do give', 'Then ask funding for take'],
  ],
  [
    'a subscription',
    { kind: 'Subscription', primary: other('given'), rest: leaders },
    [
      'Wait for given of funding; for each event',
      '  For each of footprints_0 → nodes, ask people for leader and posts (found by odsCode)',
    ],
  ],
  [
    'what is deferred',
    {
      kind: 'Defer',
      primary: { node: footprints },
      deferred: [{ depends: [], queryPath: ['footprints_0'], node: leaders }],
    },
    [
      'Answer in several parts',
      '  At once, ask organisations for footprints',
      '  Later at footprints, for each of footprints → nodes, ask people for leader and posts (found by odsCode)',
    ],
  ],
  [
    'conditions',
    { kind: 'Condition', condition: 'all', ifClause: other('a'), elseClause: other('b') },
    ['Depending on $all', '  If it is true, ask funding for a', '  If it is false, ask funding for b'],
  ],
  [
    'many fields, of which the first are named',
    { ...other('a'), operation: '{a b c d e f g h}' },
    ['Ask funding for a, b, c, d, e, f and 2 more'],
  ],
])('planInWords() tells %s', (_, node, expected) => expect(lines(planInWords(node))).toEqual(expected));
