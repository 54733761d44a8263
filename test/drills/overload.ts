import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeStarted } from '../support/compose-started.js';
import type { FaultReport } from './chaos.js';
import { startProcess } from './joinery-process.js';
import { describeOverload, measureOverload, overloadProblems, startTalker, TALKER_SDL } from './measure-overload.js';

export const OVERLOAD = 'five times more load than a gateway can serve';

const SECONDS = 5;
/** What others do on a busy machine takes away from one measurement, and seldom from three. */
const TRIES = 3;

/** Measures what a gateway of its own does with more than it can serve. */
export async function runOverload(): Promise<FaultReport> {
  const talker = await startTalker();
  const folder = await mkdtemp(join(tmpdir(), 'joinery-drills-'));
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, composeStarted([{ name: 'talker', url: talker.url, sdl: TALKER_SDL }]).sdl);
  const env = { JOINERY_DATA_DIR: folder, JOINERY_LOG_LEVEL: 'warn' };
  const gateway = await startProcess(['gateway', '--port', '0', '--supergraph', supergraph], env);
  try {
    for (let i = 1; ; i++) {
      const report = await measureOverload({ gateway, times: 5, seconds: SECONDS });
      const problems = overloadProblems(report);
      if (problems.length > 0 && i < TRIES) continue;
      const { sent, answered, refused, failed } = report.result;
      return {
        fault: OVERLOAD,
        ...{ asked: sent, full: answered.length, partial: 0, refused: refused.length, failed: failed.length },
        told: describeOverload(report),
        recoveredMs: Math.round(report.recoveredMs),
        problem: problems.length === 0 ? null : problems.join('; '),
      };
    }
  } finally {
    gateway.kill('SIGTERM');
    await gateway.ended;
    await talker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
