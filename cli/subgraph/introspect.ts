import type { Command } from 'commander';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';
import { readHeaders } from '../header-option.js';
import { answer, withAnswerOptions, type AnswerFlags } from '../output/answer.js';

interface IntrospectFlags extends AnswerFlags {
  readonly header?: readonly string[];
  readonly clientTimeout?: string;
}

const RESPONSE_BYTES_MAX = 16 * 1024 * 1024;

/** `joinery subgraph introspect <url>`: the schema that a running subgraph tells of itself, by `_service { sdl }`. */
export function addIntrospect(subgraph: Command, context: CliContext): void {
  const verb = subgraph
    .command('introspect')
    .description('ask a running subgraph for its schema')
    .argument('<url>', 'for example http://127.0.0.1:4001/graphql')
    .option('--header <name:value...>', 'headers to send')
    .option('--client-timeout <seconds>', 'how long it may take to answer (default: 10)');
  withAnswerOptions(verb).action((url: string, flags: IntrospectFlags) =>
    answer(flags, context, async () => {
      const sdl = await introspect(url, flags);
      return { data: { sdl }, text: () => (sdl.endsWith('\n') ? sdl : `${sdl}\n`) };
    }),
  );
}

async function introspect(url: string, { header, clientTimeout = '10' }: IntrospectFlags): Promise<string> {
  const seconds = Number(clientTimeout);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new JoineryError('CONFIG_INVALID', `the address must be an http or https URL, and is ${url.slice(0, 200)}`);
  }
  if (!(seconds >= 0.1 && seconds <= 3_600)) {
    throw new JoineryError('CONFIG_INVALID', `--client-timeout must be 0.1 to 3600 seconds, and is ${clientTimeout}`);
  }
  const { introspectSdl } = await import('../../composition/introspect-sdl.js');
  const limits = { timeoutMs: seconds * 1_000, responseBytes: RESPONSE_BYTES_MAX };
  const headers = readHeaders(header);
  return introspectSdl({ url, headers, limits }).catch((error: Error) => {
    throw new JoineryError('SUBGRAPH_UNREADABLE', `${url}: ${error.message}`, { cause: error });
  });
}
