import { z } from 'zod';
import { readEnv, type Environment } from '../../kit/env.js';
import { JoineryError } from '../../kit/errors.js';

/** Where the registry is, and how it is asked. */
export interface ClientConfig {
  /** Without a path. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Of `JOINERY_REGISTRY_TOKEN`; undefined where a file has it. */
  readonly token: string | undefined;
  /** Public key that must have signed supergraphs, in base64; undefined where none is named. */
  readonly key: string | undefined;
  /** Proxies, as other programs have them. */
  readonly proxy: { readonly http?: string; readonly https?: string; readonly none: string };
}

/** What the command line says; it goes before the environment. */
export interface ClientFlags {
  readonly registry?: string;
  readonly clientTimeout?: string;
  readonly tokenFile?: string;
  readonly key?: string;
}

const given = z.object({
  JOINERY_REGISTRY_URL: z.string().optional(),
  JOINERY_REGISTRY_TOKEN: z.string().optional(),
  JOINERY_REGISTRY_KEY: z.string().optional(),
  '--registry': z.string().optional(),
  '--client-timeout': z.coerce.number().min(1).max(3_600).default(60),
  HTTP_PROXY: z.string().optional(),
  http_proxy: z.string().optional(),
  HTTPS_PROXY: z.string().optional(),
  https_proxy: z.string().optional(),
  NO_PROXY: z.string().optional(),
  no_proxy: z.string().optional(),
});

/** Reads how the registry is asked; see `docs/configuration.md`. Throws `CONFIG_INVALID`. */
export function readClientConfig(flags: ClientFlags, env: Environment): ClientConfig {
  const values = readEnv(given, { ...env, '--registry': flags.registry, '--client-timeout': flags.clientTimeout });
  const http = values.http_proxy ?? values.HTTP_PROXY;
  const https = values.https_proxy ?? values.HTTPS_PROXY;
  return {
    url: registryUrl(values['--registry'] ?? values.JOINERY_REGISTRY_URL),
    timeoutMs: values['--client-timeout'] * 1_000,
    token: values.JOINERY_REGISTRY_TOKEN,
    key: flags.key ?? values.JOINERY_REGISTRY_KEY,
    proxy: {
      ...(http === undefined ? {} : { http }),
      ...(https === undefined ? {} : { https }),
      none: ['localhost', '127.0.0.1', '::1', values.no_proxy ?? values.NO_PROXY ?? ''].join(','),
    },
  };
}

function registryUrl(text: string | undefined): string {
  if (text === undefined) {
    throw new JoineryError(
      'CONFIG_INVALID',
      'no registry is named. Add --registry URL or set JOINERY_REGISTRY_URL, for example http://127.0.0.1:4100',
    );
  }
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new JoineryError('CONFIG_INVALID', `--registry must be an http or https URL, and is ${text.slice(0, 200)}`);
  }
  // Whatever it is, it would end in logs and in the list of processes.
  if (url.username !== '' || url.password !== '') {
    throw new JoineryError('CONFIG_INVALID', '--registry must not hold a password. Set JOINERY_REGISTRY_TOKEN instead');
  }
  return `${url.origin}${url.pathname.replace(/(\/graphql)?\/*$/, '')}`;
}
