/**
 * Gives back the memory of what is no longer used, which takes some 50 ms: for when much was read and nobody waits. Does
 * nothing unless Node.js runs with `--expose-gc`.
 */
export function collectGarbage(): void {
  void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** Frees the memory of what is no longer used for more of the same, which takes some 20 ms; only with `--expose-gc`, too. */
export function collectGarbageToGoOn(): void {
  void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'regular' });
}
