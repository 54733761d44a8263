import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** CPU seconds that a process and its descendants have used so far, in all threads, in user and system mode. */
export function cpuSeconds(pid: number): number {
  return sumOver(pid, (one) => {
    const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  });
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
