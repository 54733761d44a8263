import { LRUCache } from 'lru-cache';
import type { CacheStore, Kept } from './cache-store.js';

/** What an entry takes besides its texts: objects, and its place in the table. */
const ENTRY_BYTES = 400;

export interface MemoryStoreOptions {
  /** For all entries together. */
  readonly bytes: number;
  /** Longer texts are not kept. */
  readonly entryBytes: number;
}

/** Keeps entries in the memory of this process, up to a number of bytes: those that were used last. */
export function createMemoryStore({ bytes, entryBytes }: MemoryStoreOptions): CacheStore {
  const entries = new LRUCache<string, Kept>({ maxSize: bytes, sizeCalculation: sizeOf });
  const versions = new Map<string, number>();
  let version = 0;
  const heldUntil = new Map<string, number>();
  const isHeld = (slot: string): boolean => (heldUntil.get(slot) ?? 0) > Date.now();
  const markOf = (slots: readonly string[]): string | null =>
    heldUntil.size > 0 && slots.some(isHeld) ? null : slots.map((slot) => versions.get(slot) ?? 0).join();
  const isAsBefore = ({ slots, mark }: Kept): boolean => markOf(slots) === mark;

  return {
    read(wanted) {
      const now = Date.now();
      return wanted.map(({ key, slots }) => {
        const known = entries.get(key);
        if (known && known.keptUntilMs > now && isAsBefore(known)) return { entry: known, mark: known.mark };
        if (known) entries.delete(key);
        const own = slots();
        return { entry: null, mark: own && markOf(own) };
      });
    },
    write(kept) {
      for (const entry of kept) if (entry.text.length <= entryBytes && isAsBefore(entry)) entries.set(entry.key, entry);
    },
    async drop(slots) {
      version += 1;
      for (const slot of slots) versions.set(slot, version);
      return true;
    },
    async hold(slot, untilMs) {
      heldUntil.set(slot, untilMs);
      return this.drop([slot]);
    },
    bytes: () => entries.calculatedSize,
    isLeftAlone: () => false,
    async stop() {
      entries.clear();
    },
  };
}

/** Texts take one or two bytes a letter; two are counted. */
function sizeOf({ text, key, slots }: Kept): number {
  return ENTRY_BYTES + 2 * (text.length + key.length) + slots.reduce((sum, slot) => sum + 2 * slot.length + 16, 0);
}
