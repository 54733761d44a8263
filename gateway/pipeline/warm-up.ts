import { performance } from 'node:perf_hooks';
import { findProgram, knownInputs } from './find-program.js';
import { prepareOperation, type PreparedOperation } from './prepare-operation.js';
import type { Snapshot } from './snapshot.js';
import type { DocumentRules } from './validate-document.js';

export interface WarmUpOptions {
  readonly rules: DocumentRules;
  readonly mergeFetches: boolean;
  readonly keepsPlans: boolean;
}

/** How many operations are planned, and how long that may take. */
const OPERATIONS_MAX = 200;
const TIME_MAX_MS = 5_000;

/**
 * Plans on a new snapshot the operations that were asked for most on the old one, so that no client waits for planning
 * after the swap. What does not fit the new schema, or does not plan, is left out.
 */
export async function warmUp(
  old: Snapshot,
  next: Snapshot,
  { rules, mergeFetches, keepsPlans }: WarmUpOptions,
): Promise<void> {
  const end = performance.now() + TIME_MAX_MS;
  for (const { text, name, operation } of mostUsed(old)) {
    if (performance.now() > end) return;
    try {
      const prepared = prepareOperation(next, { text, name }, rules);
      // What was asked for long ago counts less with every swap.
      prepared.uses = Math.ceil(operation.uses / 2);
      for (const input of knownInputs(old, operation))
        await findProgram(next, prepared, {
          ...input,
          denied: input.denied?.filter((name) => prepared.clauses.includes(name)) ?? [],
          mergeFetches,
          keepsPlans,
        });
    } catch {
      // It will be told to the client who asks for it.
    }
  }
}

interface Used {
  readonly text: string;
  readonly name: string | null;
  readonly operation: PreparedOperation;
}

function mostUsed({ documents }: Snapshot): Used[] {
  const all: Used[] = [];
  for (const [text, document] of documents.entries()) {
    if (document.kind === 'refused') continue;
    for (const [name, operation] of document.operations) if (operation.uses > 0) all.push({ text, name, operation });
  }
  return all.sort((a, b) => b.operation.uses - a.operation.uses).slice(0, OPERATIONS_MAX);
}
