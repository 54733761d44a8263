import type { Command } from 'commander';
import type { AnswerFlags } from '../output/answer.js';
import type { CliContext } from '../context.js';
import { readInput } from '../output/read-input.js';
import { withAnswerOptions } from '../output/answer.js';
import type { ClientFlags } from '../registry-client/config.js';
import { withRegistryOptions } from '../registry-client/registry-options.js';
import { JoineryError } from '../../kit/errors.js';
import type { Sent } from '../report/finding-text.js';
import { assertGraphql } from './assert-graphql.js';

/** What the verbs have that send a schema. */
export interface VersionFlags extends ClientFlags, AnswerFlags {
  readonly name: string;
  readonly schema: string;
  readonly routingUrl?: string;
  readonly partner?: string;
}

/** The registry refuses more than 1 MiB by a code of its own. */
const SCHEMA_BYTES_MAX = 4 * 1024 * 1024;

/** Adds a verb that sends a schema, with the flags that rover has for it. */
export function versionVerb(subgraph: Command, name: string, description: string): Command {
  const verb = subgraph
    .command(name)
    .description(description)
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .requiredOption('--name <subgraph>', 'name of the subgraph')
    .requiredOption('--schema <file>', 'its schema, - for the standard input')
    .option('--routing-url <url>', 'where gateways reach it (default: as before)')
    .option('--partner <partner>', 'whose it is; only with the token of an operator, for a new name');
  return withAnswerOptions(withRegistryOptions(verb));
}

export interface ReadVersion {
  readonly sent: Sent;
  /** The part of the input that is the same for every verb. */
  readonly input: {
    readonly name: string;
    readonly sdl: string;
    readonly routingUrl?: string;
    readonly partner?: string;
  };
}

/** Reads the schema that the flags name. Throws `FILE_UNREADABLE`, `SUBGRAPH_SCHEMA_INVALID`, or `CONFIG_INVALID` where two are to be read from `-`. */
export async function readVersion(flags: VersionFlags, context: CliContext): Promise<ReadVersion> {
  const { name, schema, routingUrl, partner, tokenFile } = flags;
  if (schema === '-' && tokenFile === '-') {
    throw new JoineryError('CONFIG_INVALID', '--schema and --token-file cannot both be read from the standard input');
  }
  const sdl = await readInput(schema, SCHEMA_BYTES_MAX, context);
  const source = schema === '-' ? 'stdin' : schema;
  await assertGraphql(sdl, source);
  const optional = {
    ...(routingUrl === undefined ? {} : { routingUrl }),
    ...(partner === undefined ? {} : { partner }),
  };
  return { sent: { subgraph: name, source }, input: { name, sdl, ...optional } };
}
