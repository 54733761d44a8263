import { execFileSync } from 'node:child_process';

/** Lets no file of a process grow beyond so many bytes, as if the disk were full; null lets them grow again. */
export function limitFiles(pid: number, bytes: number | null): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`]);
}
