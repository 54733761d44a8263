import { describe, expect, test } from '@jest/globals';
import { batchFetches, type Batchable } from './batch-fetches.js';

/** A fetch as `service after,after`; one whose service is in capitals cannot be merged. */
function fetchOf(text: string): Batchable {
  const [service, after = ''] = text.split(' ');
  const [name, block = '0'] = service!.split('/');
  return {
    service: name!,
    block: Number(block),
    after: after === '' ? [] : after.split(',').map(Number),
    isMergeable: name === name!.toLowerCase(),
  };
}

describe('batchFetches()', () => {
  const check = (title: string, fetches: readonly string[], expected: readonly (readonly number[])[]) =>
    test(title, () => expect(batchFetches(fetches.map(fetchOf))).toEqual(expected));

  check('puts fetches of one service at one depth together', ['A', 'b 0', 'c 0', 'b 0'], [[0], [1, 3], [2]]);
  check('puts together what waits for different fetches', ['A', 'C', 'b 0', 'b 1'], [[0], [1], [2, 3]]);
  check('keeps apart what cannot be merged', ['A', 'A', 'b 0', 'B 0'], [[0], [1], [2], [3]]);
  check('keeps deferred blocks apart', ['A', 'b 0', 'b/1 0'], [[0], [1], [2]]);
  check('keeps depths apart where somebody waits', ['A', 'b 0', 'c 1', 'b 2', 'd 3'], [[0], [1], [2], [3], [4]]);
  check('moves what nobody waits for down', ['A', 'b 0', 'c 0', 'b 2'], [[0], [1, 3], [2]]);
  check(
    'moves nothing down when somebody waits for one of its group',
    ['A', 'b 0', 'b 0', 'c 1', 'b 3'],
    [[0], [1, 2], [3], [4]],
  );
  check('moves down to the last', ['A', 'b 0', 'c 0', 'b 2', 'c 2', 'c 4', 'b 5'], [[0], [1, 3, 6], [2], [4], [5]]);
  check('has nothing to do', [], []);
});
