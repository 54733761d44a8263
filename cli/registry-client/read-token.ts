import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';
import { readInput } from '../output/read-input.js';
import type { ClientConfig } from './config.js';

const TOKEN_BYTES_MAX = 4_096;

/** The token of `--token-file`, else of `JOINERY_REGISTRY_TOKEN`. Throws `CONFIG_INVALID` or `FILE_UNREADABLE`; tells nothing of it. */
export async function readToken(
  { token }: ClientConfig,
  tokenFile: string | undefined,
  context: CliContext,
): Promise<string> {
  const text = tokenFile === undefined ? token : await readInput(tokenFile, TOKEN_BYTES_MAX, context);
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') {
    throw new JoineryError('CONFIG_INVALID', 'there is no token. Set JOINERY_REGISTRY_TOKEN, or add --token-file FILE');
  }
  if (!/^[\w.~+/=-]{1,1000}$/.test(trimmed)) {
    throw new JoineryError(
      'CONFIG_INVALID',
      'the token has signs that no token has. Give the token alone, in one line',
    );
  }
  return trimmed;
}
