import type { SubgraphAnswer } from '../subgraph-client/subgraph-request.js';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import type { AskedPart } from './build-request.js';
import type { ResponseError } from './graphql-error.js';
import { isRecord } from '../../kit/is-record.js';
import { OTHER_ENTITY } from './key-echoes.js';
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
    const { noObjects, others } = takePart(part, data!, program.copiesEntities);
    errors.push(...entityErrors(part, { rows: noObjects, what: 'no object where an entity' }, place));
    errors.push(...entityErrors(part, { rows: others, what: 'another entity than' }, place));
  }
  return errors;
}

/** Whether the data has the form that was asked for: one entity for each representation. */
function isWhole({ key, count }: AskedPart, data: Tree): boolean {
  const entities = key === null ? null : data[key];
  return key === null || (Array.isArray(entities) && entities.length === count);
}

/** Rows of entities. */
interface WrongRows {
  readonly noObjects: ReadonlySet<number>;
  /** Those that are not the entities that were asked for. */
  readonly others: ReadonlySet<number>;
}

/** Copies a part's data into its targets; returns the rows of what is wrong. */
function takePart({ key, places }: AskedPart, data: Tree, copies: boolean): WrongRows {
  const noObjects = new Set<number>();
  const others = new Set<number>();
  const entities = key === null ? [data] : (data[key] as readonly unknown[]);
  for (const { fetch, targets, rows } of places) {
    for (let i = 0; i < targets.length; i++) {
      if (rows[i] === NO_ROW) continue;
      const entity = entities[rows[i]!];
      if (isRecord(entity) && !(copies && isTooDeep(entity)))
        fetch.take(targets[i]!, copies ? structuredClone(entity) : entity);
      else if (entity !== null) (entity === OTHER_ENTITY ? others : noObjects).add(rows[i]!);
    }
  }
  return { noObjects, others };
}
