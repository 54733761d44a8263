import { setTimeout as sleep } from 'node:timers/promises';
import { EnvHttpProxyAgent } from 'undici';
import type { CliContext } from '../context.js';
import type { ClientConfig, ClientFlags } from './config.js';
import { readClientConfig } from './config.js';
import { postOperation } from './post-operation.js';
import { readToken } from './read-token.js';
import { isWorthAnother } from './is-worth-another.js';

/** The registry, as a command asks it. */
export interface RegistryClient {
  readonly config: ClientConfig;
  /** Asks once. Throws `REGISTRY_UNREACHABLE`, `REGISTRY_ANSWER_INVALID` or a `RegistryRefusalError`. */
  ask<Data>(query: string, variables?: Variables): Promise<Data>;
  /** Asks again when the registry is away for a moment, which must be harmless. Throws as `ask`. */
  askAgain<Data>(query: string, variables?: Variables): Promise<Data>;
}

export type Variables = Readonly<Record<string, unknown>>;

const PAUSES_MS = [500, 2_000];

/** Opens the registry that flags and environment name, for the time of `work`. Throws `CONFIG_INVALID` or `FILE_UNREADABLE`. */
export async function withRegistry<Result>(
  flags: ClientFlags,
  context: CliContext,
  work: (registry: RegistryClient) => Promise<Result>,
): Promise<Result> {
  const config = readClientConfig(flags, context.env);
  const token = await readToken(config, flags.tokenFile, context);
  warnOfPlainHttp(config.url, context);
  const { http, https, none } = config.proxy;
  const dispatcher = new EnvHttpProxyAgent({ httpProxy: http ?? '', httpsProxy: https ?? '', noProxy: none });
  const ask = <Data>(query: string, variables: Variables = {}) =>
    postOperation<Data>({ query, variables }, { ...config, token, dispatcher, signal: context.signal });
  const askAgain = async <Data>(query: string, variables?: Variables): Promise<Data> => {
    for (const pauseMs of PAUSES_MS) {
      try {
        return await ask<Data>(query, variables);
      } catch (error) {
        if (context.signal.aborted || !isWorthAnother(error)) throw error;
        context.stderr.write(`${(error as Error).message.split('. ')[0]}. Trying again\n`);
        await sleep(pauseMs, undefined, { signal: context.signal });
      }
    }
    return ask<Data>(query, variables);
  };
  try {
    return await work({ config, ask, askAgain });
  } finally {
    await dispatcher.destroy();
  }
}

function warnOfPlainHttp(url: string, { stderr }: CliContext): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return;
  stderr.write(`Warning: the token goes to ${hostname} by http, where others on the way can read it. Use https\n`);
}
