import { z } from 'zod';
import { parse } from 'yaml';
import { JoineryError } from '../../kit/errors.js';

export type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** Representations of entities that there are, by type. */
export type KnownEntities = ReadonlyMap<string, readonly Representation[]>;

const keys = z.record(z.string(), z.array(z.record(z.string(), z.json())).min(1));

/** Reads a file of keys: `Person: [{ id: "1" }]`, in YAML or JSON. Throws `CONFIG_INVALID`. */
export function readKnownEntities(text: string, source: string): KnownEntities {
  const result = keys.safeParse(valueOf(text, source));
  if (!result.success) {
    const where = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new JoineryError('CONFIG_INVALID', `${source} must have a list of keys for each type: ${where}`);
  }
  return new Map(
    Object.entries(result.data).map(([type, list]) => [type, list.map((key) => ({ ...key, __typename: type }))]),
  );
}

function valueOf(text: string, source: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    throw new JoineryError('CONFIG_INVALID', `${source} is neither YAML nor JSON: ${line}`, { cause: error });
  }
}
