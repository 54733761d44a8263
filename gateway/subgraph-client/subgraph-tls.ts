import { readFileSync } from 'node:fs';
import { JoineryError } from '../../kit/errors.js';
import type { TlsOptions } from './connector.js';

/** Files in PEM form; null for none. */
export interface TlsFiles {
  /** Authorities to trust instead of those of Node.js. */
  readonly ca: string | null;
  /** Who the gateway says it is, with the private key for it. */
  readonly certificate: string | null;
  readonly key: string | null;
}

/** How subgraphs are connected to over https; undefined for Node's own way. Throws `FILE_UNREADABLE` or `CONFIG_INVALID`. */
export function subgraphTlsOf({ ca, certificate, key }: TlsFiles): TlsOptions | undefined {
  if (ca === null && certificate === null && key === null) return undefined;
  if ((certificate === null) !== (key === null))
    throw new JoineryError('CONFIG_INVALID', 'subgraphTls: give certificate and key together');
  return {
    ...(ca === null ? {} : { ca: read(ca) }),
    ...(certificate === null || key === null ? {} : { cert: read(certificate), key: read(key) }),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new JoineryError('FILE_UNREADABLE', `${file} of subgraphTls (${reason}). Correct the path`, { cause: error });
  }
}
