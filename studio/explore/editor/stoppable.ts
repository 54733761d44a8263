/**
 * What comes in parts, until `abort` is raised or whoever reads it reads no further: then it ends at once, even while the
 * next part is awaited, which a generator alone would wait for.
 */
export function stoppable<Part>(parts: AsyncGenerator<Part, void>, abort: AbortController): AsyncGenerator<Part, void> {
  const ended = { done: true, value: undefined } as const;
  const end = () => {
    abort.abort();
    return Promise.resolve(ended);
  };
  return {
    next: () =>
      parts.next().then(
        (result) => (abort.signal.aborted ? ended : result),
        (error: unknown) => {
          if (abort.signal.aborted) return ended;
          throw error;
        },
      ),
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}
