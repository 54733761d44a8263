import { basename } from 'node:path';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { Environment } from '../kit/env.js';
import { schemaProblems } from '../kit/schema-problems.js';
import type { CompositionErrorCode } from './errors.js';
import { expandVariables } from './expand-variables.js';
import type { Problem } from './problem.js';
import { supergraphConfig, type SupergraphConfig } from './supergraph-config.js';

/** A file that was read as far as it makes sense. */
export interface ReadConfig {
  /** Undefined when there are problems. */
  readonly config: SupergraphConfig | undefined;
  readonly problems: readonly Problem[];
  /** Where a subgraph stands in the file, `supergraph.yaml:7`. */
  readonly placeOf: (subgraph: string) => string;
}

/** Reads the text of a `supergraph.yaml`; variables of the environment are put in. Every problem is found at once. */
export function readSupergraphConfig(text: string, file: string, env: Environment): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number) => `${basename(file)}:${lines.linePos(offset).line}`;
  const placeAt = (path: readonly string[]) => place(offsetOf(document, path));
  const problemAt = (path: readonly string[], message: string): Problem => {
    const subgraphs = path[0] === 'subgraphs' && path.length > 1 ? [path[1]!] : [];
    return problem('SUPERGRAPH_CONFIG_INVALID', { subgraphs, places: [placeAt(path)], message: named(path, message) });
  };
  const placeOf = (subgraph: string) => placeAt(['subgraphs', subgraph]);
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) =>
      problem('SUPERGRAPH_CONFIG_INVALID', { subgraphs: [], places: [place(pos[0])], message: notYaml(message) }),
    );
    return { config: undefined, problems, placeOf };
  }
  const { value, missing } = expandVariables(valueOf(document), env);
  const result = supergraphConfig.safeParse(withoutForeign(value));
  const problems = [
    ...missing.map(({ name, path }) =>
      problemAt(path, `the variable ${name} is not set. Set it, or write \${env.${name}:-default}`),
    ),
    ...(result.success ? [] : schemaProblems(result.error, supergraphConfig))
      // What lacks a variable was reported already.
      .filter(({ path }) => !missing.some((one) => one.path.join() === path.join()))
      .map(({ path, message }) => problemAt(path, message)),
  ];
  return { config: problems.length === 0 ? result.data : undefined, problems, placeOf };
}

function problem(code: CompositionErrorCode, rest: Omit<Problem, 'code'>): Problem {
  return { code, ...rest };
}

function named([root, subgraph, ...rest]: readonly string[], message: string): string {
  if (root === undefined) return message;
  if (root !== 'subgraphs' || subgraph === undefined)
    return `${[root, ...(subgraph === undefined ? [] : [subgraph]), ...rest].join('.')}: ${message}`;
  return rest.length === 0 ? `subgraph ${subgraph}: ${message}` : `subgraph ${subgraph}: ${rest.join('.')}: ${message}`;
}

function notYaml(message: string): string {
  const [reason = ''] = message.split('\n');
  return `this is not YAML: ${reason.replace(/ at line \d+.*$/, '').replace(/:$/, '')}`;
}

function valueOf(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 }) ?? {};
}

/** Without settings of other programs. */
function withoutForeign(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !key.startsWith('x-') || Object.hasOwn(supergraphConfig.shape, key)),
  );
}

/** Where the last key of a path stands that the file has. */
function offsetOf({ contents }: Document, path: readonly string[]): number {
  let node: unknown = contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined;
    if (!pair) break;
    offset = (pair.key as { range?: readonly number[] }).range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}
