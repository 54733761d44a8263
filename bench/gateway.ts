import { composeServices } from '@apollo/composition';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Measured } from './gateway/measure.js';
import { startContender, type Contender } from './gateway/contender.js';
import { CONTENDERS } from './gateway/contenders.js';
import { recordStages } from './gateway/record-stages.js';
import { SHOP, WORKLOADS } from './gateway/shop.js';
import { startShop, type Shop } from './gateway/start-shop.js';
import type { BenchResult } from './main.js';

/**
 * Measures gateways over the same subgraphs, each in a process bound to one core, the load and the subgraphs on the
 * other. All run at once and are asked in turns, so that noise falls on all alike. The floor is a bare server that does
 * the same fetches as our gateway and sends a fixed answer.
 */
export async function benchGateway(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      windows: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      connections: { type: 'string', default: '50' },
      only: { type: 'string' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'));
  const shop = await startShop();
  const contenders: Contender[] = [];
  try {
    const files = { folder, supergraph: join(folder, 'supergraph.graphql'), floor: join(folder, 'floor.json') };
    writeFileSync(files.supergraph, composeShop(shop));
    const only = values.only === undefined ? undefined : String(values.only).split(',');
    for (const one of CONTENDERS.filter(({ name }) => only?.includes(name) ?? true)) {
      if (one.name === 'floor') writeFileSync(files.floor, JSON.stringify(await recordStages(shop, contenders[0]!)));
      contenders.push(await startContender(one, files));
    }
    const measured: Measured[] = [];
    for (const workload of Object.keys(WORKLOADS)) {
      measured.push(
        ...(await measure(contenders, {
          workload,
          windows: Number(values.windows),
          seconds: Number(values.seconds),
          connections: Number(values.connections),
          shop,
        })),
      );
    }
    return { name: 'gateway', tables: tablesOf(measured) };
  } finally {
    contenders.forEach((contender) => contender.stop());
    shop.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function composeShop({ urls }: Shop): string {
  const { supergraphSdl, errors } = composeServices(
    SHOP.map(({ name, typeDefs }) => ({ name, typeDefs, url: urls[name]! })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('; '));
  return supergraphSdl;
}

function tablesOf(measured: readonly Measured[]): BenchResult['tables'] {
  return Object.keys(WORKLOADS).map((workload) => {
    const rows = measured.filter((one) => one.workload === workload);
    const ratio = (cpu: number, name: string) => {
      const other = rows.find(({ contender }) => contender === name);
      return other ? Math.round((100 * cpu) / other.cpuMs) / 100 : '';
    };
    return {
      title: `${workload}: CPU milliseconds of the gateway process for each request, best window`,
      rows: rows.map((row) => ({
        gateway: row.contender,
        'CPU ms': row.cpuMs,
        '/ floor': ratio(row.cpuMs, 'floor'),
        '/ stock': ratio(row.cpuMs, 'stock'),
        'requests/s': row.requestsPerSecond,
        p50: row.p50,
        p99: row.p99,
        MB: row.peakMb,
        fetches: row.fetches,
        'answer bytes': row.answerBytes,
      })),
    };
  });
}
