import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type * as Yaml from 'yaml';
import type { z } from 'zod';
import { JoineryError } from '../kit/errors.js';
import { schemaProblems } from '../kit/schema-problems.js';
import { FILE_SETTINGS } from './settings.js';
import { isRecord } from '../kit/is-record.js';

/** Settings as a file has them, not checked. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** Reads a configuration file in YAML. Paths in it count from its folder. Throws `FILE_UNREADABLE` or `CONFIG_INVALID`. */
export function readConfigFile(file: string): RawSettings {
  const value = parsed(read(file), file) ?? {};
  if (!isRecord(value)) throw new JoineryError('CONFIG_INVALID', `${file} must have settings, one a line: name: value`);
  return FILE_SETTINGS.reduce((settings, path) => withAbsolutePath(settings, path, dirname(file)), value);
}

/** Every problem of settings, one sentence each. */
export function settingProblems(error: z.ZodError, schema: z.ZodType): string[] {
  return schemaProblems(error, schema).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new JoineryError('FILE_UNREADABLE', `the configuration ${file} (${reason}). Correct the path`, {
      cause: error,
    });
  }
}

function parsed(text: string, file: string): unknown {
  // Loaded only where there is a file: it takes 8 MB.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  try {
    return parse(text) as unknown;
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new JoineryError('CONFIG_INVALID', `${file} is not YAML: ${reason.replace(/:$/, '')}`, { cause: error });
  }
}

function withAbsolutePath(settings: RawSettings, [name, ...rest]: readonly string[], folder: string): RawSettings {
  const value = settings[name!];
  if (rest.length > 0 && Array.isArray(value))
    return {
      ...settings,
      [name!]: value.map((one: unknown) => (isRecord(one) ? withAbsolutePath(one, rest, folder) : one)),
    };
  if (rest.length > 0)
    return isRecord(value) ? { ...settings, [name!]: withAbsolutePath(value, rest, folder) } : settings;
  if (Array.isArray(value)) return { ...settings, [name!]: value.map((file) => absolute(file, folder)) };
  return name! in settings ? { ...settings, [name!]: absolute(value, folder) } : settings;
}

function absolute(value: unknown, folder: string): unknown {
  return typeof value === 'string' && !/^https?:\/\//.test(value) ? resolve(folder, value) : value;
}
