import { GraphQLError, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { JoineryError } from '../../kit/errors.js';
import { readFileText } from '../../kit/read-file-text.js';

/** An operation of a file. */
export interface ReadOperation {
  readonly file: string;
  /** Null for one without a name. */
  readonly name: string | null;
  readonly node: OperationDefinitionNode;
  /** The whole file. */
  readonly text: string;
  /** The subgraphs without which it must still answer something, as a comment `# @survives people, funding` says. */
  readonly survives: readonly string[];
}

const SURVIVES = /^#[ \t]*@survives\b[: \t]*(.*)$/gm;

/** Reads the operations of all `.graphql` files of a folder. Throws `FILE_UNREADABLE` or `OPERATION_INVALID`. */
export function readOperations(folder: string): ReadOperation[] {
  const files = namesIn(folder).filter((name) => /\.(graphql|gql)$/.test(name));
  if (files.length === 0) {
    throw new JoineryError('OPERATION_INVALID', `${folder} has no file *.graphql. Name the folder of the operations`);
  }
  return files.sort().flatMap((file) => operationsIn(readFileText(join(folder, file)), file));
}

/** The operations in the text of a file. Throws `OPERATION_INVALID`. */
export function operationsIn(text: string, file: string): ReadOperation[] {
  const survives = [...text.matchAll(SURVIVES)].flatMap(([, names]) => names!.split(/[\s,]+/).filter(Boolean));
  return parsed(text, file)
    .definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => ({ file: basename(file), name: node.name?.value ?? null, node, text, survives }));
}

/** The text of a file that says which subgraphs its operations survive, in the place where it said so before or would. */
export function withSurvives(text: string, names: readonly string[]): string {
  const line = `# @survives ${names.join(', ')}`.trimEnd();
  const rest = text.replace(/^#[ \t]*@survives\b.*\r?\n/gm, '');
  const head = /^# ---\r?\n(?:#.*\r?\n)*?# ---\r?\n/.exec(rest)?.[0] ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return names.length === 0 ? rest : `${head}${line}${end}${rest.slice(head.length)}`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new JoineryError('FILE_UNREADABLE', `${folder} (${code}). Name the folder of the operations`, {
      cause: error,
    });
  }
}

function parsed(text: string, file: string) {
  try {
    return parse(text);
  } catch (error) {
    const line = error instanceof GraphQLError ? `:${error.locations?.[0]?.line}` : '';
    throw new JoineryError('OPERATION_INVALID', `${file}${line}: ${(error as Error).message}`, { cause: error });
  }
}
