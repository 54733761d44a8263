import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminTokenNotice } from './admin-token-notice.js';

const FILE = 'registry-admin-token';

/** Keeps the first operator token beside the signing key, for nobody else on this machine, and gives what to tell of it. */
export function keepAdminToken(dataDir: string, token: string): string {
  const file = join(dataDir, FILE);
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return `${adminTokenNotice(token)}It is kept in ${file}\n`;
}
