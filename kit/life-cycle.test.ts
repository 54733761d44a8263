import { describe, expect, test } from '@jest/globals';
import { runUntil, startTogether, type Service } from './life-cycle.js';

function recording(log: string[], name: string, more: Partial<Service> = {}): Service {
  return {
    name,
    start: async () => void log.push(`start ${name}`),
    stop: async () => void log.push(`stop ${name}`),
    ...more,
  };
}

const failing = async () => {
  throw new Error('no');
};

describe('startTogether()', () => {
  test('starts in order and stops backwards', async () => {
    const log: string[] = [];
    const all = startTogether('all', [recording(log, 'a'), recording(log, 'b')]);
    await all.start();
    await all.stop();
    expect(log).toEqual(['start a', 'start b', 'stop b', 'stop a']);
  });

  test('stops what had started when a start fails', async () => {
    const log: string[] = [];
    const services = [recording(log, 'a'), recording(log, 'b', { start: failing }), recording(log, 'c')];
    await expect(startTogether('all', services).start()).rejects.toThrow('no');
    expect(log).toEqual(['start a', 'stop a']);
  });

  test('tells why the start failed also when the stop after it fails', async () => {
    const log: string[] = [];
    const stop = async () => {
      throw new Error('stop failed');
    };
    const services = [recording(log, 'a', { stop }), recording(log, 'b', { start: failing })];
    await expect(startTogether('all', services).start()).rejects.toThrow('no');
  });

  test('stops the others when one stop fails, and tells of it', async () => {
    const log: string[] = [];
    const all = startTogether('all', [recording(log, 'a'), recording(log, 'b', { stop: failing })]);
    await all.start();
    await expect(all.stop()).rejects.toThrow('no');
    expect(log).toEqual(['start a', 'start b', 'stop a']);
  });

  test('does not wait for a stop beyond the time for all', async () => {
    const log: string[] = [];
    const stop = () => new Promise<void>(() => undefined);
    const all = startTogether('all', [recording(log, 'a'), recording(log, 'b', { stop })], 50);
    await all.start();
    await all.stop();
    expect(log).toEqual(['start a', 'start b', 'stop a']);
  });

  test('stops nothing that never started', async () => {
    const log: string[] = [];
    await startTogether('all', [recording(log, 'a')]).stop();
    expect(log).toEqual([]);
  });
});

describe('runUntil()', () => {
  test('stops the service when the signal is raised', async () => {
    const log: string[] = [];
    const controller = new AbortController();
    await runUntil(controller.signal, recording(log, 'a'), () => {
      log.push('started');
      setTimeout(() => controller.abort(), 10);
    });
    expect(log).toEqual(['start a', 'started', 'stop a']);
  });

  test('stops at once when the signal was raised during the start', async () => {
    const log: string[] = [];
    const controller = new AbortController();
    const start = async () => controller.abort();
    await runUntil(controller.signal, recording(log, 'a', { start }));
    expect(log).toEqual(['stop a']);
  });
});
