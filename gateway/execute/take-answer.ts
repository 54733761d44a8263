import type { SubgraphAnswer } from '../subgraph-client/subgraph-request.js';
import type { AskedPart } from './build-request.js';
import type { ResponseError } from './graphql-error.js';
import type { Batch, Program, Tree } from './program.js';
import { NO_ROW } from './representations.js';
import { entityErrors, failureErrors, partnerErrors } from './subgraph-errors.js';

/** What a subgraph answers that sends something else than the entities it was asked for. */
const NO_ENTITIES = { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: false } as const;

export interface TakeInput {
  readonly program: Program;
  readonly batch: Batch;
  readonly asked: readonly AskedPart[];
  readonly tree: Tree;
}

/** Copies what a subgraph answered into the tree; returns the errors that belong into the answer. */
export function takeAnswer(answer: SubgraphAnswer, { program, batch, asked, tree }: TakeInput): ResponseError[] {
  const place = { subgraph: batch.subgraph, visible: program.visible, tree, asked };
  if (answer.kind === 'failed') return asked.flatMap((part) => failureErrors(part, answer, place));
  const { data, errors: stated = [] } = answer;
  const lost = data === null ? asked : asked.filter((part) => !isWhole(part, data));
  const errors =
    stated.length > 0
      ? partnerErrors(stated, lost, place)
      : lost.flatMap((part) => failureErrors(part, NO_ENTITIES, place));
  for (const part of asked) {
    if (lost.includes(part)) continue;
    for (const row of takePart(part, data!, program.copiesEntities)) errors.push(...entityErrors(part, row, place));
  }
  return errors;
}

/** Whether the data has the form that was asked for: one entity for each representation. */
function isWhole({ key, count }: AskedPart, data: Tree): boolean {
  const entities = key === null ? null : data[key];
  return key === null || (Array.isArray(entities) && entities.length === count);
}

/** Copies a part's data into its targets; returns the rows of entities that are no objects. */
function takePart({ key, places }: AskedPart, data: Tree, copies: boolean): ReadonlySet<number> {
  const wrong = new Set<number>();
  const entities = key === null ? [data] : (data[key] as readonly unknown[]);
  for (const { fetch, targets, rows } of places) {
    for (let i = 0; i < targets.length; i++) {
      if (rows[i] === NO_ROW) continue;
      const entity = entities[rows[i]!];
      if (typeof entity === 'object' && entity !== null && !Array.isArray(entity))
        fetch.take(targets[i]!, (copies ? structuredClone(entity) : entity) as Tree);
      else if (entity !== null) wrong.add(rows[i]!);
    }
  }
  return wrong;
}
