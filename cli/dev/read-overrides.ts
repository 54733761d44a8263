import { existsSync } from 'node:fs';
import { JoineryError } from '../../kit/errors.js';
import type { Override } from '../../partner/dev/replacement.js';
import { readHeaders } from '../header-option.js';

export interface OverrideFlags {
  /** `name=url` or `name=file` each. */
  readonly override?: readonly string[];
  /** `name` or `name=file` each. */
  readonly mock?: readonly string[];
  /** `name=url` each, or a URL alone where one override is a file. */
  readonly url?: readonly string[];
  /** `name:value` each. */
  readonly header?: readonly string[];
}

/** Which subgraphs are replaced, and by what. Throws `CONFIG_INVALID`, also when there is none, and `FILE_UNREADABLE`. */
export function readOverrides({ override = [], mock = [], url = [], header }: OverrideFlags): Override[] {
  const headers = readHeaders(header);
  const given = override.map((flag) => named(flag, '--override'));
  const files = new Map(given.filter(([, what]) => !isUrl(what)));
  const urls = new Map(url.map((flag) => urlOf(flag, [...files.keys()])));
  const mocked = mock.map((flag): Override => {
    const [name, file] = flag.includes('=') ? named(flag, '--mock') : [flag, files.get(flag) ?? null];
    return { kind: 'mock', name, file: file === null ? null : readable(file) };
  });
  const others = given
    .filter(([name]) => !mocked.some((one) => one.name === name))
    .map(([name, what]): Override =>
      isUrl(what)
        ? { kind: 'running', name, url: what, headers }
        : { kind: 'file', name, file: readable(what), url: urls.get(name) ?? null },
    );
  const all = [...others, ...mocked];
  if (all.length === 0)
    throw invalid('nothing is replaced. Add --override NAME=URL, --override NAME=FILE or --mock NAME');
  const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) !== i);
  if (twice) throw invalid(`${twice.name} is replaced twice. Give one --override or --mock for it`);
  return all;
}

function named(flag: string, option: string): [string, string] {
  const [, name, what] = /^([\w-]+)=(.+)$/s.exec(flag) ?? [];
  if (name === undefined || what === undefined) throw invalid(`${option} must be NAME=… and is ${flag}`);
  return [name, what];
}

function urlOf(flag: string, files: readonly string[]): [string, string] {
  if (!isUrl(flag)) {
    const [name, url] = named(flag, '--url');
    if (!isUrl(url)) throw invalid(`--url must be NAME=URL with http or https, and is ${flag}`);
    return [name, url];
  }
  if (files.length !== 1) throw invalid('--url needs the name of its subgraph. Write --url NAME=URL');
  return [files[0]!, flag];
}

/** Throws for one with a password: it would end in the composed graph. */
function isUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  if (url.username === '' && url.password === '') return true;
  throw invalid('an address must not hold a password. Send it by --header');
}

function readable(file: string): string {
  if (existsSync(file)) return file;
  throw new JoineryError('FILE_UNREADABLE', `${file} (ENOENT). Correct the path, or write a URL with http://`);
}

function invalid(detail: string): JoineryError {
  return new JoineryError('CONFIG_INVALID', detail);
}
