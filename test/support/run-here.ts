import { PassThrough } from 'node:stream';
import type { CliContext } from '../../cli/context.js';
import { runCli } from '../../cli/run-cli.js';
import type { Ended } from './joinery-command.js';

export interface HereOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What the standard input holds. */
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** Makes all three streams a terminal. */
  readonly isTerminal?: boolean;
}

/** Runs the command in this process, with streams of its own: many cases need no process each. */
export async function runHere(args: readonly string[], options: HereOptions = {}): Promise<Ended> {
  const { env = {}, stdin = '', signal = new AbortController().signal, isTerminal = false } = options;
  const texts = { stdout: '', stderr: '' };
  const input = Object.assign(new PassThrough(), { isTTY: isTerminal });
  input.end(stdin);
  const context = {
    env,
    stdin: input,
    stdout: collecting('stdout', texts, isTerminal),
    stderr: collecting('stderr', texts, isTerminal),
    signal,
  };
  const code = await runCli(args, context as unknown as CliContext);
  return { code, ...texts };
}

function collecting(name: 'stdout' | 'stderr', texts: Record<'stdout' | 'stderr', string>, isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const write = stream.write.bind(stream);
  stream.write = (chunk: unknown, ...rest: never[]) => {
    texts[name] += String(chunk);
    return write(chunk, ...rest);
  };
  stream.resume();
  return stream;
}
