import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { assertReadable, readEnv } from './env.js';
import { JoineryError } from './errors.js';

const schema = z.object({ PORT: z.coerce.number().max(9).optional(), LEVEL: z.enum(['low', 'high']).optional() });
const read = (env: Record<string, string>) => () => readEnv(schema, env);
const complaint = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as JoineryError).detail;
  }
};

describe('readEnv()', () => {
  test('takes an empty variable for one that is unset', () => {
    expect(read({ PORT: '', LEVEL: 'low' })()).toEqual({ LEVEL: 'low' });
  });

  test('names every variable that is wrong', () => {
    expect(complaint(read({ PORT: '10', LEVEL: 'x' }))).toMatch(/^PORT: .*; LEVEL: /);
  });
});

describe('assertReadable()', () => {
  test('names what is wrong with all of them, each once', () => {
    const all = [read({ PORT: '10' }), read({ PORT: '10', LEVEL: 'x' }), read({})];
    expect(complaint(() => assertReadable(all))?.split('; ')).toEqual([
      expect.stringMatching(/^PORT/),
      expect.stringMatching(/^LEVEL/),
    ]);
  });

  test('has nothing to say when all can be read', () => {
    expect(complaint(() => assertReadable([read({}), read({ PORT: '1' })]))).toBeNull();
  });

  test('lets other errors through', () => {
    const missing = () => {
      throw new JoineryError('FILE_UNREADABLE', 'a.yaml');
    };
    expect(complaint(() => assertReadable([missing]))).toBe('a.yaml');
  });
});
