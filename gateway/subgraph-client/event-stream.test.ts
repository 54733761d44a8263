import { describe, expect, test } from '@jest/globals';
import { EventStreamReader, type StreamEvent } from './event-stream.js';

function read(chunks: readonly Buffer[], limitBytes = 1_000): { events: StreamEvent[]; fits: boolean } {
  const events: StreamEvent[] = [];
  const reader = new EventStreamReader(limitBytes, (event) => events.push(event));
  const fits = chunks.every((chunk) => reader.read(chunk));
  return { events, fits };
}

describe('EventStreamReader reads', () => {
  const check = (title: string, text: string, events: StreamEvent[]) => {
    test(title, () => {
      expect(read([Buffer.from(text)])).toEqual({ events, fits: true });
    });
    test(`${title}, byte by byte`, () => {
      expect(read([...Buffer.from(text)].map((byte) => Buffer.of(byte)))).toEqual({ events, fits: true });
    });
  };

  check('an event', 'event: next\ndata: {"a":1}\n\n', [{ name: 'next', data: '{"a":1}' }]);
  check('an event without a name', 'data: 1\n\n', [{ name: 'message', data: '1' }]);
  check('an event without data', 'event: complete\n\n', [{ name: 'complete', data: '' }]);
  check('two events', 'data: 1\n\ndata: 2\n\n', [
    { name: 'message', data: '1' },
    { name: 'message', data: '2' },
  ]);
  check('lines that end as on Windows', 'event: next\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n', [
    { name: 'next', data: '1' },
    { name: 'message', data: '2' },
  ]);
  check('lines that end as on old Macs', 'event: next\rdata: 1\r\rdata: 2\r\r', [
    { name: 'next', data: '1' },
    { name: 'message', data: '2' },
  ]);
  check('data in several lines', 'data: {\ndata: }\n\n', [{ name: 'message', data: '{\n}' }]);
  check('data without a space', 'data:1\n\n', [{ name: 'message', data: '1' }]);
  check('only one space off', 'data:  1\n\n', [{ name: 'message', data: ' 1' }]);
  check('a byte order mark', '\ufeffdata: 1\n\n', [{ name: 'message', data: '1' }]);
  check('other letters than English ones', 'data: Ynys Môn 🏥\n\n', [{ name: 'message', data: 'Ynys Môn 🏥' }]);
  check('nothing from comments', ': ping\n\n:\n\n', []);
  check('nothing from ids and retry times', 'id: 1\nretry: 5\n\n', []);
  check('nothing from an event that is not complete', 'data: 1\n', []);
});

describe('EventStreamReader stops', () => {
  const tooLarge = (title: string, chunks: readonly Buffer[]) =>
    test(`at ${title}`, () => {
      expect(read(chunks).fits).toBe(false);
    });

  tooLarge('a line that is too long', [Buffer.from(`data: ${'x'.repeat(2_000)}`)]);
  tooLarge('a line that grows', Array<Buffer>(300).fill(Buffer.from('xxxxx')));
  tooLarge('too many lines', [Buffer.from('data: xxxxxxxxxx\n'.repeat(200))]);
  tooLarge('too many empty lines of data', [Buffer.from('data\n'.repeat(2_000))]);
  test('at no number of events', () => {
    expect(read([Buffer.from('data: xxxxxxxxxx\n\n'.repeat(2_000))]).fits).toBe(true);
  });
});
