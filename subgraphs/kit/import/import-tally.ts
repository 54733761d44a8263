export type RowOutcome = 'inserted' | 'updated' | 'unchanged';

/** What became of the rows of a file. */
export interface ImportCounts {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Rows that are right but outside of what is kept, by reason. */
  readonly notTakenOver: Readonly<Record<string, number>>;
  /** Further records that changed because of the rows, by what they are, for example `practice memberships`. */
  readonly derived: Readonly<Record<string, number>>;
}

/** Counts what becomes of the rows of a file; each row once. */
export interface ImportTally {
  /** A row became a new record, changed a known one, or said what was known. */
  count(outcome: RowOutcome): void;
  /** A row is right but outside of what is kept. */
  leaveOut(reason: string): void;
  /** A row is wrong. */
  reject(): void;
  /** So many further records changed because of the rows. */
  derive(what: string, changed: number): void;
  counts(): ImportCounts;
  /** Whether anything was inserted, updated or derived. */
  hasChanged(): boolean;
}

/** A tally with nothing counted yet. */
export function createTally(): ImportTally {
  const rows = { inserted: 0, updated: 0, unchanged: 0, rejected: 0 };
  const notTakenOver: Record<string, number> = {};
  const derived: Record<string, number> = {};
  return {
    count: (outcome) => void rows[outcome]++,
    leaveOut: (reason) => add(notTakenOver, reason, 1),
    reject: () => void rows.rejected++,
    derive: (what, changed) => {
      if (changed > 0) add(derived, what, changed);
    },
    counts: () => ({ read: sum(rows) + sum(notTakenOver), ...rows, notTakenOver, derived }),
    hasChanged: () => rows.inserted + rows.updated + sum(derived) > 0,
  };
}

function add(counts: Record<string, number>, key: string, count: number): void {
  counts[key] = (counts[key] ?? 0) + count;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
