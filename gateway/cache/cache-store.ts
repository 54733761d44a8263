/** What is kept under a key. */
export interface Entry {
  readonly text: string;
  /** Moments in milliseconds since 1970. */
  readonly storedAtMs: number;
  readonly freshUntilMs: number;
  /** Until when it may stand in for a subgraph that fails. */
  readonly keptUntilMs: number;
}

/** An entry that is looked for. */
export interface Wanted {
  readonly key: string;
  /** The slots that it depends on; null when they cannot be known, and nothing can be kept. */
  readonly slots: () => readonly string[] | null;
}

export interface Found {
  /** Null when there is none, or what it depends on has changed. */
  readonly entry: Entry | null;
  /** The state of its slots as they were now; null when nothing can be kept under the key. */
  readonly mark: string | null;
}

/** An entry to keep. `mark` is as it was before the entry was fetched: what has changed since makes it nothing. */
export interface Kept extends Entry {
  readonly key: string;
  readonly slots: readonly string[];
  readonly mark: string;
}

/** Where entries are kept. It never fails: what it cannot reach is not there. */
export interface CacheStore {
  read(wanted: readonly Wanted[]): readonly Found[] | Promise<readonly Found[]>;
  write(entries: readonly Kept[]): void;
  /** Makes nothing of all entries that depend on one of these slots. Tells whether it is done for all gateways. */
  drop(slots: readonly string[]): Promise<boolean>;
  /** Drops a slot, and keeps nothing that depends on it until then, in milliseconds since 1970. */
  hold(slot: string, untilMs: number): Promise<boolean>;
  /** Memory that entries take in this process. */
  bytes(): number;
  /** Whether nothing is taken from it for now, since it failed or is slow. */
  isLeftAlone(): boolean;
  stop(): Promise<void>;
}
