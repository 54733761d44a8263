import type { EngineName } from '../support/engine.js';
import type { ClientOperation } from '../support/running-graph.js';
import type { GraphPlan } from './graph-plan.js';

/** A reason why an engine may answer a generated operation otherwise than the whole schema does. */
export interface KnownDifference {
  readonly engine: EngineName;
  readonly why: string;
  /** Whether it can show in this sample, which is then not compared. */
  readonly applies: (plan: GraphPlan, asked: ClientOperation) => boolean;
}

/** Each is shown by itself by the cases of that name in cases/. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    engine: 'stock',
    why: 'key-forms.ts and requires.ts: an alias takes the place of a key or a required field of that name',
    applies: (plan, { operation }) => aliasesIn(operation).some((alias) => neededNames(plan).has(alias)),
  },
  {
    engine: 'stock',
    why: 'requires-arguments.ts: requirements of one field with different arguments take the place of each other',
    applies: (plan) => requirements(plan).some(({ n }) => n !== undefined),
  },
  {
    engine: 'stock',
    why: 'requires.ts: a required field that requires another is asked without it',
    applies: (plan) => requirements(plan).some(({ field }) => /^r\d/.test(field)),
  },
  {
    engine: 'stock',
    why: 'requires.ts: the inner lists of a required list of lists become null',
    applies: (plan) =>
      plan.types.some(({ fields }) =>
        fields.some(({ requires }) =>
          requires.some(({ field }) => fields.some(({ name, type }) => name === field && type.lists > 1)),
        ),
      ),
  },
  {
    engine: 'stock',
    why: 'null-bubbling.ts: null in a non-null place is not told in errors',
    applies: ({ types, forgetful }) =>
      forgetful.some(({ type, subgraph }) =>
        types.some(
          ({ name, fields }) =>
            name === type && fields.some((field) => field.type.isNonNull && field.owners.includes(subgraph)),
        ),
      ),
  },
  {
    engine: 'stock',
    why: 'interface-object.ts: the name of an interface object takes the place of that of the implementation',
    applies: (plan, { operation }) =>
      plan.interfaceObject !== undefined && /\b(extra|told)\b/.test(operation) && /__typename|\.\.\./.test(operation),
  },
  {
    engine: 'stock',
    why: 'abstract-types.ts: a fragment within one on an interface is lost where the type is known without __typename',
    applies: (_plan, { operation }) => /\bon [IJ]0\b/.test(operation),
  },
];

/** Whether an engine's answer to a sample says nothing. */
export function isKnownToDiffer(engine: EngineName, plan: GraphPlan, asked: ClientOperation): boolean {
  return KNOWN_DIFFERENCES.some((known) => known.engine === engine && known.applies(plan, asked));
}

function aliasesIn(operation: string): string[] {
  return [...operation.matchAll(/(\w+): \w/g)].map(([, alias]) => alias!);
}

function neededNames(plan: GraphPlan): Set<string> {
  return new Set(['id', 'code', 'ref', 'label', ...requirements(plan).map(({ field }) => field)]);
}

function requirements({ types }: GraphPlan) {
  return types.flatMap(({ fields }) => fields.flatMap(({ requires }) => requires));
}
