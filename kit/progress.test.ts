import { describe, expect, test } from '@jest/globals';
import { createProgress } from './progress.js';

function written(isTTY: boolean, work: (progress: ReturnType<typeof createProgress>) => void): string {
  let text = '';
  const out = { isTTY, write: (more: string) => ((text += more), true) } as unknown as NodeJS.WriteStream;
  work(createProgress('Reading', out));
  return text;
}

describe('createProgress() on a terminal', () => {
  test('draws a bar, and a remark in its place', () => {
    const text = written(true, (progress) => {
      progress.report(1, 2);
      progress.end('done');
    });
    expect(text).toBe(`\r\u001b[KReading [${'█'.repeat(12)}${' '.repeat(12)}] 50 %\r\u001b[KReading done\n`);
  });

  test('leaves the line of a bar that is given up', () => {
    expect(written(true, (progress) => (progress.report(1, 2), progress.end()))).toMatch(/ 50 %\n$/);
  });

  test('leaves no line where nothing was drawn', () => {
    expect(written(true, (progress) => progress.end())).toBe('');
  });
});

describe('createProgress() elsewhere', () => {
  test('writes only the remark', () => {
    expect(written(false, (progress) => (progress.report(1, 2), progress.end('done')))).toBe('Reading done\n');
    expect(written(false, (progress) => (progress.report(1, 2), progress.end()))).toBe('');
  });
});
