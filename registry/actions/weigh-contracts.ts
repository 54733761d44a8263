import type { BuiltContract, Composed, SchemaChange } from '../composition/messages.js';
import type { Finding } from './finding.js';

/** A change for clients of the whole graph, or of one contract. */
export interface WeighedChange extends SchemaChange {
  /** Null for the whole graph. */
  readonly contract: string | null;
}

/** What changes for clients of the whole graph, and for those of contracts where it does not change for all. */
export function changesOf({ changes, contracts }: Pick<Composed, 'changes' | 'contracts'>): WeighedChange[] {
  const forAll = new Set(changes.map(({ message }) => message));
  return [
    ...changes.map((change) => ({ ...change, contract: null })),
    ...contracts.flatMap(({ name, changes: own }) =>
      own
        .filter(({ message }) => !forAll.has(message))
        .map((change) => ({ ...change, message: `In the contract ${name}: ${change.message}`, contract: name })),
    ),
  ];
}

/** Finds contracts of which nothing would be left that is a schema. */
export function brokenContracts(contracts: readonly BuiltContract[], partner: string): Finding[] {
  return contracts.flatMap(({ name, problems }) =>
    problems.map((problem): Finding => ({
      code: 'CONTRACT_BROKEN',
      severity: 'ERROR',
      message: `In the contract ${name}: ${problem}`,
      coordinate: /"([A-Za-z_]\w*(?:\.\w+)?)/.exec(problem)?.[1] ?? null,
      partner,
      sources: [],
      fix: 'Put back the @tag or the field that it lacks, or ask the operator to change the contract',
      flow: null,
    })),
  );
}
