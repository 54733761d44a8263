import { Option, type Command } from 'commander';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { readEnv } from '../../kit/env.js';
import { JoineryError } from '../../kit/errors.js';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import { SIGNATURE_HEADER, signingKeys, signRequest } from '../../kit/request-signature.js';
import { readFileText } from '../../kit/read-file-text.js';
import type { Certificate } from '../../partner/conform/certificate.js';
import type { CliContext } from '../context.js';
import { readHeaders } from '../header-option.js';
import { answer, withAnswerOptions, type Answer, type AnswerFlags } from '../output/answer.js';
import { writeOutput } from '../output/write-output.js';
import type { ClientFlags } from '../registry-client/config.js';
import { withRegistryOptions } from '../registry-client/registry-options.js';
import { conformText } from '../report/conform-report.js';

interface ConformFlags extends AnswerFlags, ClientFlags {
  readonly name?: string;
  readonly schema?: string;
  readonly keys?: string;
  readonly header?: readonly string[];
  readonly signed?: boolean;
  readonly introspection?: 'allowed' | 'refused';
  readonly slopeMs: string;
  readonly junit?: string;
  readonly certificate?: string;
  readonly signKey?: string;
}

const TIMEOUT_SECONDS = 30;
const signingSettings = z.object({ JOINERY_SUBGRAPH_SIGNING_KEYS: signingKeys.optional() });

/** `joinery subgraph conform <url>`: whether a running subgraph keeps the contract of federation. */
export function addConform(subgraph: Command, context: CliContext): void {
  const verb = subgraph
    .command('conform')
    .description('test a running subgraph against the contract of federation')
    .argument('<url>', 'for example http://127.0.0.1:4001/graphql')
    .option('--name <subgraph>', 'name of the subgraph, for the certificate and the registry')
    .option('--schema <file>', 'schema that it should have (default: the live one, where --registry is given)')
    .option('--keys <file>', 'keys of entities that there are, in YAML or JSON (default: found by its root fields)')
    .option('--header <name:value...>', 'headers by which it knows the gateway')
    .option('--signed', 'that it must refuse requests without these headers')
    .addOption(new Option('--introspection <policy>', 'what it should do').choices(['allowed', 'refused']))
    .option('--slope-ms <number>', 'milliseconds that each further representation may take', '5')
    .option('--junit <file>', 'write a report for pipelines')
    .option('--certificate <file>', 'write a certificate in JSON')
    .option('--sign-key <file>', 'Ed25519 private key in PEM that signs the certificate');
  withAnswerOptions(withRegistryOptions(verb)).action((url: string, flags: ConformFlags) =>
    answer(flags, context, () => conform(url, flags, context)),
  );
}

async function conform(url: string, flags: ConformFlags, context: CliContext): Promise<Answer> {
  const { runChecks } = await import('../../partner/conform/run-checks.js');
  const { createCertificate } = await import('../../partner/conform/certificate.js');
  const { readKnownEntities } = await import('../../partner/conform/known-entities.js');
  const seconds = positive('--client-timeout', flags.clientTimeout ?? String(TIMEOUT_SECONDS));
  const sign = signingOf(flags, context);
  const address = { url: checkedUrl(url), headers: readHeaders(flags.header), sign, timeoutMs: seconds * 1_000 };
  if (flags.signed && flags.header === undefined && sign === null) {
    throw new JoineryError(
      'CONFIG_INVALID',
      '--signed needs what the subgraph knows the gateway by. Set JOINERY_SUBGRAPH_SIGNING_KEYS, or add --header',
    );
  }
  const signed = await signer(flags);
  const expected = {
    published: await published(flags, context),
    signed: flags.signed === true,
    introspection: flags.introspection ?? null,
    slopeMs: positive('--slope-ms', flags.slopeMs),
  };
  const keys = flags.keys === undefined ? null : readKnownEntities(readFileText(flags.keys), flags.keys);
  const conformance = await runChecks({ ...address, signal: context.signal }, expected, keys);
  const of = { subgraph: flags.name ?? null, url, tool: `joinery ${toolVersion()}`, checkedAt: new Date() };
  const certificate = signed(createCertificate(conformance, of));
  await writeReports(certificate, flags, context);
  return {
    data: certificate,
    text: (style) => conformText(certificate, style),
    ...(certificate.conforms ? {} : { error: notConforming(certificate) }),
  };
}

/** Signs as the gateway does, by the keys that it has. */
function signingOf({ name }: ConformFlags, { env }: CliContext): ((body: string) => Record<string, string>) | null {
  const { JOINERY_SUBGRAPH_SIGNING_KEYS: keys } = readEnv(signingSettings, env);
  const [key] = keys ?? [];
  if (!key) return null;
  if (name === undefined) {
    throw new JoineryError('CONFIG_INVALID', 'a signature is for one subgraph. Add its name by --name');
  }
  return (body) => ({ [SIGNATURE_HEADER]: signRequest(key, { subgraph: name, body, nowMs: Date.now() }) });
}

/** The schema that the subgraph should have; null when nobody says. */
async function published(
  { schema, registry, name, ...flags }: ConformFlags,
  context: CliContext,
): Promise<string | null> {
  if (schema !== undefined) return readFileText(schema);
  const isInEnvironment = (context.env['JOINERY_REGISTRY_URL'] ?? '') !== '';
  if (registry === undefined && (name === undefined || !isInEnvironment)) return null;
  if (name === undefined)
    throw new JoineryError('CONFIG_INVALID', '--registry needs the name of the subgraph. Add --name');
  const { withRegistry } = await import('../registry-client/registry-client.js');
  const { FETCH_LIVE_SUBGRAPH } = await import('../registry-client/operations.js');
  return withRegistry({ ...(registry === undefined ? {} : { registry }), ...flags }, context, async (client) => {
    const { subgraph } = await client.ask<{ subgraph: { version: { sdl: string } | null } | null }>(
      FETCH_LIVE_SUBGRAPH,
      { name },
    );
    if (subgraph?.version) return subgraph.version.sdl;
    throw new JoineryError(
      'CONFIG_INVALID',
      `the registry has no live subgraph ${name}. Correct --name, or add --schema FILE`,
    );
  });
}

/** Read before anything is checked, so that a wrong key costs nothing. */
async function signer({ signKey }: ConformFlags): Promise<(certificate: Certificate) => Certificate> {
  if (signKey === undefined) return (certificate) => certificate;
  const { readSigningKey, signCertificate } = await import('../../partner/conform/certificate.js');
  const key = readSigningKey(readFileText(signKey), signKey);
  return (certificate) => signCertificate(certificate, key);
}

async function writeReports(
  certificate: Certificate,
  { junit, certificate: file }: ConformFlags,
  context: CliContext,
): Promise<void> {
  const { junitOf } = await import('../../partner/conform/junit.js');
  if (junit !== undefined) await writeOutput(junitOf(certificate), { path: junit }, context);
  if (file !== undefined) await writeOutput(`${JSON.stringify(certificate, null, 2)}\n`, { path: file }, context);
}

function notConforming({ checks }: Certificate): JoineryError {
  const failed = checks.filter(({ result }) => result === 'failed').map(({ code }) => code);
  return new JoineryError('SUBGRAPH_NOT_CONFORMING', `${failed.join(', ')}. joinery explain CODE says what to do`);
}

function checkedUrl(url: string): string {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new JoineryError('CONFIG_INVALID', `the address must be an http or https URL, and is ${url.slice(0, 200)}`);
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new JoineryError('CONFIG_INVALID', `${flag} must be a number above 0, and is ${text}`);
}

function toolVersion(): string {
  const { version } = createRequire(import.meta.url)(join(PACKAGE_ROOT, 'package.json')) as { version: string };
  return version;
}
