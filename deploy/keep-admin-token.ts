import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminTokenNotice } from './admin-token-notice.js';

const FILE = 'registry-admin-token';

/** Keeps the first operator token beside the signing key, for nobody else on this machine, and gives what to tell of it. */
export function keepAdminToken(dataDir: string, token: string): string {
  const file = join(dataDir, FILE);
  try {
    mkdirSync(dataDir, { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return `${adminTokenNotice(token)}It is kept in ${file}\n`;
  } catch (error) {
    // It is told once; a start that failed here would have lost it.
    const { code } = error as NodeJS.ErrnoException;
    return `${adminTokenNotice(token)}It could not be kept in ${file} (${code}): write it down\n`;
  }
}
