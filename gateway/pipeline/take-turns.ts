interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does work one turn after the other for each key. What comes during a turn waits for the next, and is done together there,
 * so that nobody waits for more than two. `work` gives a result for each item.
 */
export function takeTurns<Item, Result>(
  work: (key: string, items: readonly Item[]) => Promise<readonly Result[]>,
): (key: string, item: Item) => Promise<Result> {
  const waiting = new Map<string, Waiting<Item, Result>[]>();

  async function takeAll(key: string): Promise<void> {
    for (let turn = waiting.get(key)!; turn.length > 0; turn = waiting.get(key)!) {
      waiting.set(key, []);
      try {
        const results = await work(
          key,
          turn.map(({ item }) => item),
        );
        turn.forEach(({ resolve }, index) => resolve(results[index]!));
      } catch (error) {
        turn.forEach(({ reject }) => reject(error));
      }
    }
    waiting.delete(key);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const entry = { item, resolve, reject };
      const others = waiting.get(key);
      if (others) return void others.push(entry);
      waiting.set(key, [entry]);
      void takeAll(key);
    });
}
