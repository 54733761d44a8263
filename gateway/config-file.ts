import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type * as Yaml from 'yaml';
import { z } from 'zod';
import { JoineryError } from '../kit/errors.js';
import { nearestName } from '../kit/nearest-name.js';
import { FILE_SETTINGS } from './settings.js';

/** Settings as a file has them, not checked. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** Reads a configuration file in YAML. Paths in it count from its folder. Throws `FILE_UNREADABLE` or `CONFIG_INVALID`. */
export function readConfigFile(file: string): RawSettings {
  const value = parsed(read(file), file) ?? {};
  if (!isRecord(value)) throw new JoineryError('CONFIG_INVALID', `${file} must have settings, one a line: name: value`);
  return FILE_SETTINGS.reduce((settings, path) => withAbsolutePath(settings, path, dirname(file)), value);
}

/** Every problem of settings, one sentence each; an unknown name comes with the one that was likely meant. */
export function settingProblems(error: z.ZodError, schema: z.ZodType): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`${issue.path.join('.')}: ${issue.message}`];
    const known = namesAt(schema, issue.path);
    return issue.keys.map((key) => {
      const nearest = nearestName(key, known);
      const advice = nearest === undefined ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`;
      return `${[...issue.path, key].join('.')}: there is no such setting; ${advice}`;
    });
  });
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
  if (rest.length > 0)
    return isRecord(value) ? { ...settings, [name!]: withAbsolutePath(value, rest, folder) } : settings;
  if (Array.isArray(value)) return { ...settings, [name!]: value.map((file) => absolute(file, folder)) };
  return name! in settings ? { ...settings, [name!]: absolute(value, folder) } : settings;
}

function absolute(value: unknown, folder: string): unknown {
  return typeof value === 'string' && !/^https?:\/\//.test(value) ? resolve(folder, value) : value;
}

/** The names that an object of the schema may have at a path. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(schema);
  const [name, ...rest] = path;
  if (inner instanceof z.ZodObject) {
    if (name === undefined) return Object.keys(inner.shape);
    return namesAt(inner.shape[String(name)] as z.ZodType, rest);
  }
  return inner instanceof z.ZodRecord ? namesAt(inner.valueType as z.ZodType, rest) : [];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return unwrapped(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? unwrapped(schema.in as z.ZodType) : schema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
