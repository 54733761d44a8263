import { FROM_PAGE, studioApi } from '../kit/gateway-api.js';
import { currentToken, setToken } from './session.js';

/** What the registry refused, with its code of `docs/errors.md`. */
export class RegistryError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface RegistryAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Asks the registry by way of the gateway. Rejects with `RegistryError`; a token that counts no more signs out. */
export async function askRegistry<Data>(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  signal: AbortSignal | null = null,
): Promise<Data> {
  const response = await fetch(studioApi('registry'), {
    method: 'POST',
    headers: { ...FROM_PAGE, authorization: `Bearer ${currentToken() ?? ''}` },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const { data, errors } = (await response.json().catch(() => ({}))) as RegistryAnswer<Data>;
  if (response.status === 401) setToken(null);
  const [error] = errors ?? [];
  if (error) throw new RegistryError(error.extensions?.code ?? 'UNKNOWN', error.message);
  if (!data) throw new RegistryError('UNKNOWN', `The registry answered ${response.status}`);
  return data;
}
