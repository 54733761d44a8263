import { hash } from 'node:crypto';
import { getArgumentValues, getNullableType, GraphQLError, isLeafType, isRequiredArgument } from 'graphql';
import type { CountQuestion } from '../execute/suppression/marked-places.js';
import type { QuestionStep } from '../execute/suppression/question.js';
import { conditionOf, conditionsText, type ConditionSort } from './question-conditions.js';
import { requestError } from './request-error.js';

/** A question about a figure, without any value of a client's. */
export interface AskedQuestion {
  /** Stands for the figure and for what it is asked of, as its required arguments say. */
  readonly subject: string;
  /** Stands for the conditions that choose who is counted. */
  readonly conditions: string;
}

/** Arguments that choose a part of a list. */
const PAGING: ReadonlySet<string> = new Set(['first', 'last', 'after', 'before', 'limit', 'offset']);

/**
 * What is asked by a field of an operation with these variables, which have been checked. Arguments count as they reach a
 * subgraph, with defaults and however they are written. Throws `BAD_USER_INPUT` where one may not be null and is.
 */
export function askedQuestion(question: CountQuestion, variables: Readonly<Record<string, unknown>>): AskedQuestion {
  const required: unknown[] = [];
  const conditions = new Set<string>();
  for (const step of question.steps) {
    const values = valuesOf(step, variables);
    for (const argument of step.definition.args) {
      const slot = `${step.figure}(${argument.name})`;
      const value = values[argument.name];
      const isSubject = isRequiredArgument(argument) && isLeafType(getNullableType(argument.type));
      if (isSubject && typeof value !== 'object') required.push([slot, value]);
      else if (!PAGING.has(argument.name)) addConditions([slot, value], null, conditions);
      else if (!question.isAlone) addConditions([slot, value], 'page', conditions);
    }
  }
  const subject = hash('sha256', JSON.stringify([question.figure, required]), 'base64url').slice(0, 22);
  return { subject, conditions: conditionsText(conditions) };
}

function valuesOf({ definition, node }: QuestionStep, variables: Readonly<Record<string, unknown>>) {
  try {
    return getArgumentValues(definition, node, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw requestError(400, 'BAD_USER_INPUT', `An argument of ${definition.name} is null and may not be`);
  }
}

/** Each member of a list is a condition, and each field of an object. */
function addConditions(
  [slot, value]: readonly [slot: string, value: unknown],
  sort: ConditionSort | null,
  into: Set<string>,
): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[])
      addConditions([`${slot}[]`, item], sort ?? (typeof item === 'object' ? null : 'plain'), into);
  } else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) addConditions([`${slot}.${key}`, inner], sort, into);
  else into.add(conditionOf(slot, value, sort));
}
