import { PassThrough } from 'node:stream';
import { createLocal, type Local } from '../../deploy/local.js';
import type { Environment } from '../../kit/env.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const PORTS = ['GATEWAY', 'ORGANISATIONS', 'PEOPLE', 'PROGRAMMES', 'FUNDING', 'REGISTRY'];

/** Everything as `joinery start` runs it, on free ports and a small country of its own. */
export async function startLocal(environment: Environment = {}): Promise<Local> {
  const ports = Object.fromEntries(PORTS.map((name) => [`JOINERY_${name}_PORT`, '0']));
  const local = await createLocal(
    { ...ports, JOINERY_DATA_DIR: newFolder(), JOINERY_LOG_LEVEL: 'silent', ...environment },
    {
      signal: new AbortController().signal,
      stderr: new PassThrough().resume() as unknown as NodeJS.WriteStream,
      country: { practices: 200 },
    },
  );
  await local.start();
  return local;
}
