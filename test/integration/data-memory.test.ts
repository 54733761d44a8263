/** The memory of a gateway that sends a long table. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { startBigList, type BigList } from '../support/big-list.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';

const ROWS = 1_000_000;
const PEAK_MB = 200;

let list: BigList;
beforeAll(async () => {
  list = await startBigList({ rows: ROWS });
});
afterAll(() => list.stop());

describe('a table of 1,000,000 rows', () => {
  const check = (format: string) =>
    test(`is sent as ${format} with at most ${PEAK_MB} MB in memory`, async () => {
      const settings = { data: { queries: join(list.folder, 'queries') } };
      const gateway = await startGatewayProcess({ subgraphs: [list], settings });
      try {
        expect(await rowsOf(new URL(`/data/big.${format}`, gateway.url))).toBe(ROWS);
        expect(peakMb(gateway)).toBeLessThan(PEAK_MB);
      } finally {
        await gateway.stop();
      }
    });

  check('csv');
  check('xlsx');
});

/** Reads a table to its end without keeping it. */
function rowsOf(url: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume().once('error', reject);
      response.once('end', () => resolve(Number(response.trailers['joinery-rows'])));
    }).once('error', reject);
  });
}

function peakMb({ pid }: GatewayProcess): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
