import { afterAll, afterEach, beforeEach, expect } from '@jest/globals';
import { ERRORS as GATEWAY_ERRORS } from '../../gateway/errors.js';
import { ERRORS as HTTP_ERRORS } from '../../kit/http/errors.js';
import type { GatewayProcess, HttpReply } from './gateway-process.js';
import { expectWithin, expectWorkWithin } from './promised-time.js';

/** Stands in every token and value that a hostile test sends, so that it is found wherever it must not be. */
export const SECRET = 'S3CRET';

const PROMISED = { probeMs: 100, heldMs: 100, grownBytes: 64 * 1024 * 1024 };

interface Worst {
  probeMs: number;
  heldMs: number;
  grownBytes: number;
}

/**
 * Checks after each test of a file that the gateway is unharmed: it lives and answers at once, its event loop was never
 * held, its memory is back, no built-in object has changed, and its log has nothing secret and no error of its own.
 */
export function expectUnharmedAfterEach(gateway: () => GatewayProcess): void {
  const worst: Worst = { probeMs: 0, heldMs: 0, grownBytes: 0 };

  beforeEach(() => gateway().beginMeasuring());
  afterEach(async () => {
    const name = expect.getState().currentTestName ?? '';
    const probe = await gateway().ask('{ __typename }');
    const { heldMs, grownBytes, changedBuiltIns } = await gateway().endMeasuring();
    expect({ name, alive: gateway().isAlive(), changedBuiltIns }).toEqual({ name, alive: true, changedBuiltIns: [] });
    expect(JSON.parse(probe.text)).toEqual({ data: { __typename: 'Query' } });
    expectWithin(PROMISED.probeMs, probe.tookMs);
    expectWorkWithin(PROMISED.heldMs, heldMs);
    expect(grownBytes).toBeLessThan(PROMISED.grownBytes);
    expect(gateway().log()).not.toContain(SECRET);
    expect(gateway().log()).not.toMatch(/^.*"level":50.*$/m);
    worst.probeMs = Math.max(worst.probeMs, probe.tookMs);
    worst.heldMs = Math.max(worst.heldMs, heldMs);
    worst.grownBytes = Math.max(worst.grownBytes, grownBytes);
  });
  afterAll(() => tell(worst));
}

/** The worst that was measured, for whoever compares it to what is promised. */
function tell({ probeMs, heldMs, grownBytes }: Worst): void {
  const file = expect.getState().testPath?.split('/').pop() ?? '';
  const figures = [
    `{ __typename } ${probeMs.toFixed(0)} ms`,
    `event loop held ${heldMs.toFixed(0)} ms`,
    `memory at most ${(grownBytes / 2 ** 20).toFixed(0)} MiB more`,
  ];
  process.stderr.write(`${file}: at worst ${figures.join(', ')}\n`);
}

/** An error of an answer. */
export interface ReplyError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** The body of an answer, whose form has been checked: JSON in a media type of GraphQL, its errors with known codes. */
export function bodyOf(reply: HttpReply) {
  expect(reply.headers['content-type']).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
  expect(reply.text).not.toMatch(/call stack|heap|node_modules|file:\/\/| at \S+:\d+|127\.0\.0\.1|ECONN|Did you mean/);
  // What it holds depends on what was asked.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return JSON.parse(reply.text) as { data?: any; errors?: readonly ReplyError[] };
}

/** Checks that an answer refuses the whole request with a status and a code, and repeats nothing that was sent. */
export function expectRefused(reply: HttpReply, status: number, code: string): void {
  const { data, errors = [] } = bodyOf(reply);
  expect({ status: reply.status, codes: [...new Set(errors.map(({ extensions }) => extensions.code))], data }).toEqual({
    status,
    codes: [code],
  });
  expect(code in GATEWAY_ERRORS || code in HTTP_ERRORS).toBe(true);
  expect(reply.text.length).toBeLessThan(10_000);
  expect(reply.text).not.toContain(SECRET);
}

/** Checks that another client, who asks again and again until `work` ends, does not notice it. */
export async function expectUnnoticed<Done>(gateway: GatewayProcess, work: Promise<Done>): Promise<Done> {
  let isOver = false;
  void work.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver) {
    const { text, tookMs } = await gateway.ask('{ __typename }');
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
    expectWithin(PROMISED.probeMs, tookMs);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return work;
}
