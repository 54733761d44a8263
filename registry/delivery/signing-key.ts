import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JoineryError } from '../../kit/errors.js';

/** Reads the Ed25519 key that signs supergraphs, and makes it when there is none. Throws `FILE_UNREADABLE`. */
export async function loadSigningKey(file: string): Promise<KeyObject> {
  try {
    await makeKey(file);
    const key = createPrivateKey(await readFile(file, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw unreadable(file, error);
  }
  throw unreadable(file, undefined);
}

/** Of several that start at once, one makes the key. */
async function makeKey(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' && error.code !== 'EROFS') throw error;
  });
}

function unreadable(file: string, cause: unknown): JoineryError {
  const detail = `${file} must hold an Ed25519 private key in PEM. Correct JOINERY_REGISTRY_SIGNING_KEY`;
  return new JoineryError('FILE_UNREADABLE', detail, { cause });
}
