/** `npm run chaos` and `npm run soak`: what the running graph withstands, as a table. Exits with 1 when it did not. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.js';
import { runSoak } from './soak.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    minutes: { type: 'string' },
    reload: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
  },
});
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
const { signal } = stopping;

const [kind] = positionals;
if (kind === 'chaos') await chaos();
else if (kind === 'soak') await soak();
else {
  process.stderr.write('Name a drill: chaos or soak\n');
  process.exitCode = 1;
}

async function chaos(): Promise<void> {
  const faultMs = seconds(4);
  const onReport = ({ fault, problem }: { fault: string; problem: string | null }) =>
    process.stderr.write(
      `${problem === null ? 'held' : 'FAILED'}  ${fault}${problem === null ? '' : `: ${problem}`}\n`,
    );
  const reports = await runChaos({ faultMs, only: values.only, onReport, signal });
  console.table(
    reports.map(({ fault, asked, full, partial, refused, failed, recoveredMs, problem }) => {
      return { fault, asked, full, partial, refused, failed, recoveredMs, held: problem === null };
    }),
  );
  for (const { fault, told } of reports) if (told !== '') process.stdout.write(`${fault}: ${told}\n`);
  conclude(
    reports,
    reports.filter(({ problem }) => problem !== null).map(({ fault, problem }) => `${fault}: ${problem}`),
  );
}

async function soak(): Promise<void> {
  const durationMs = seconds(1_800);
  const report = await runSoak({
    durationMs,
    reloadMs: Number(values.reload) * 1_000,
    sampleMs: Math.max(1_000, durationMs / 60),
    onSample: ({ afterS, rssMb, handles, threads, asked, notFull }) =>
      process.stderr.write(
        `${afterS} s: ${rssMb} MB, ${handles} handles, ${threads} threads, ${asked} asked, ${notFull} not answered in full\n`,
      ),
    signal,
  });
  console.table(report.samples);
  process.stdout.write(`${report.asked} requests, ${report.reloads} supergraphs. ${report.told.join('; ')}\n`);
  conclude(report, report.problem === null ? [] : [report.problem]);
}

function seconds(otherwise: number): number {
  if (values.minutes !== undefined) return Number(values.minutes) * 60_000;
  return Number(values.seconds ?? otherwise) * 1_000;
}

function conclude(report: unknown, problems: readonly string[]): void {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(problems.length === 0 ? 'Everything held\n' : `${problems.join('\n')}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
