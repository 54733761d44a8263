import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU seconds that the living threads of a process and of its descendants have used so far, in user and system mode. The
 * scheduler counts them in nanoseconds; `/proc/PID/stat` counts steps of 10 ms.
 */
export function cpuSeconds(pid: number): number {
  return sumOver(pid, (one) => {
    const threads = readdirSync(`/proc/${one}/task`);
    return threads.reduce((sum, thread) => sum + nanosecondsOf(`/proc/${one}/task/${thread}/schedstat`) / 1e9, 0);
  });
}

function nanosecondsOf(schedstat: string): number {
  return Number(readFileSync(schedstat, 'utf8').split(' ')[0]);
}

/** Resident memory in MB: at its largest so far, or now. */
export function memoryMb(pid: number, when: 'peak' | 'now'): number {
  const line = when === 'peak' ? /VmHWM:\s+(\d+)/ : /VmRSS:\s+(\d+)/;
  return Math.round(sumOver(pid, (one) => Number(line.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1]) / 1024));
}

function sumOver(pid: number, read: (pid: number) => number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + sumOver(child, read), read(pid));
}
