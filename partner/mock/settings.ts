import { parse } from 'yaml';
import { z } from 'zod';
import { JoineryError } from '../../kit/errors.js';
import { readFileText } from '../../kit/read-file-text.js';
import { schemaProblems } from '../../kit/schema-problems.js';

const whole = z.number().int().min(0);
const share = z.number().min(0).max(1);
const length = z.union([whole, z.strictObject({ min: whole, max: whole })]);

/** How the values of one field or of one scalar are made; what is not said is guessed. */
const rule = z.strictObject({
  /** Always this one. */
  value: z.json().optional(),
  /** One of these. */
  values: z.array(z.json()).min(1).optional(),
  /** A text that this regular expression matches. */
  pattern: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Digits after the point; the number is given as text where the scalar is one of our own. */
  decimals: z.number().int().min(0).max(9).optional(),
  /** Of a list, or of the whole of a connection. */
  length: length.optional(),
  nullRate: share.optional(),
});

/** How a mock invents; the form of the file of `joinery mock --config`. */
export const mockSettings = z.strictObject({
  /** Another seed gives other values. */
  seed: z.union([z.string(), z.number()]).transform(String).default('1'),
  /** How many of each entity lists and references choose from. */
  entities: z.number().int().min(1).max(10_000).default(50),
  listLength: length.default(3),
  connectionLength: length.default(25),
  /** The share of fields that are null where they may be. */
  nullRate: share.default(0),
  /** What a key gives that no entity of the mock has: one is invented for it, or null. */
  unknownKeys: z.enum(['invented', 'null']).default('invented'),
  /** By the name of a scalar. */
  scalars: z.record(z.string(), rule).default({}),
  /** By `Type.field`. */
  fields: z.record(z.string(), rule).default({}),
  /** Entities, by type, each with its key and whatever fields are known of it. */
  records: z.record(z.string(), z.array(z.record(z.string(), z.json()))).default({}),
});

export type MockSettings = z.infer<typeof mockSettings>;
export type GivenMockSettings = z.input<typeof mockSettings>;
export type ValueRule = z.infer<typeof rule>;
export type Length = z.infer<typeof length>;

/** Checks settings. `source` names them in errors. Throws `CONFIG_INVALID` with every problem. */
export function checkMockSettings(given: unknown, source: string): MockSettings {
  const result = mockSettings.safeParse(given);
  if (result.success) return result.data;
  const problems = schemaProblems(result.error, mockSettings);
  const told = problems.map(({ path, message }) => `${source}: ${path.join('.')}: ${message}`);
  throw new JoineryError('CONFIG_INVALID', told.join('; '));
}

/** Reads the settings that a YAML or JSON file holds, unchecked. Throws `FILE_UNREADABLE` or `CONFIG_INVALID`. */
export function readMockFile(file: string): Readonly<Record<string, unknown>> {
  const text = readFileText(file);
  try {
    const value: unknown = parse(text) ?? {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new JoineryError('CONFIG_INVALID', `${file} is neither YAML nor JSON: ${firstLine(error)}`, { cause: error });
  }
  throw new JoineryError('CONFIG_INVALID', `${file} holds no settings. Write them as names with values`);
}

function firstLine(error: unknown): string {
  return (error as Error).message.split('\n', 1)[0]!;
}
