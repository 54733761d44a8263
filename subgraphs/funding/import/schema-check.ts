import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { readFile } from 'node:fs/promises';
import { JoineryError } from '../../../kit/errors.js';
import { unreadable } from '../../kit/import/read-utf8.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import type { GrantSource } from './grant-fields.js';

const DRAFT = 'json-schema.org/draft/2020-12/schema';

/** Throws `RowProblem` when a record is not as a schema has it. */
export type SchemaCheck = (source: GrantSource) => void;

/**
 * Makes a check of a JSON Schema file of draft 2020-12, such as the standard's `360-giving-schema.json`. Throws
 * `FILE_UNREADABLE` or `CONFIG_INVALID`.
 */
export async function readSchemaCheck(path: string): Promise<SchemaCheck> {
  const validate = compile(path, await readText(path));
  return (source) => {
    const record = source.record();
    if (!validate(record)) throw problemOf(source, record, validate.errors ?? []);
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function compile(path: string, text: string): ValidateFunction {
  try {
    const schema = JSON.parse(text) as { $schema?: string; properties?: object };
    if (schema.properties && 'grants' in schema.properties) {
      throw new Error('it describes a package; give the schema of one grant');
    }
    // The standard's own schema names the draft by http, by which no draft is known.
    if (schema.$schema === `http://${DRAFT}`) schema.$schema = `https://${DRAFT}`;
    const ajv = new Ajv2020({ strict: false });
    ajvFormats.default(ajv);
    return ajv.compile(schema);
  } catch (error) {
    const detail = `--schema ${path} must be a JSON Schema of draft 2020-12 (${(error as Error).message})`;
    throw new JoineryError('CONFIG_INVALID', detail, { cause: error });
  }
}

/** The innermost error tells most: those around it only say that something inside is wrong. */
function problemOf(source: GrantSource, record: unknown, errors: readonly ErrorObject[]): RowProblem {
  const [deepest] = [...errors].sort((a, b) => depthOf(b) - depthOf(a));
  const path = deepest?.instancePath.slice(1) ?? '';
  const value = path
    .split('/')
    .filter((key) => key !== '')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], record);
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return new RowProblem(source.nameOf(path), shown, `${deepest?.message ?? 'is wrong'} (the given schema)`);
}

function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}
