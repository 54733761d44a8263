/** A source of events with any number of subscribers, each of whom gets every event from then on. */
export interface Topic<Event> {
  publish(event: Event): void;
  /** Ends all subscriptions. */
  end(): void;
  /** How many subscriptions are open. */
  open(): number;
  subscribe(): AsyncIterableIterator<Event, undefined>;
}

export function createTopic<Event>(): Topic<Event> {
  const subscribers = new Set<Subscriber<Event>>();
  return {
    publish: (event) => subscribers.forEach((subscriber) => subscriber.give({ done: false, value: event })),
    end: () => subscribers.forEach((subscriber) => subscriber.end()),
    open: () => subscribers.size,
    subscribe() {
      const subscriber = createSubscriber<Event>(() => subscribers.delete(subscriber));
      subscribers.add(subscriber);
      return subscriber.iterator;
    },
  };
}

interface Subscriber<Event> {
  give(result: IteratorResult<Event, undefined>): void;
  end(): void;
  readonly iterator: AsyncIterableIterator<Event, undefined>;
}

function createSubscriber<Event>(onEnd: () => void): Subscriber<Event> {
  const given: IteratorResult<Event, undefined>[] = [];
  const waiting: ((result: IteratorResult<Event, undefined>) => void)[] = [];
  let isOver = false;
  const give: Subscriber<Event>['give'] = (result) => {
    const next = waiting.shift();
    if (next) next(result);
    else given.push(result);
  };
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    give({ done: true, value: undefined });
    onEnd();
  };
  const iterator: AsyncIterableIterator<Event, undefined> = {
    [Symbol.asyncIterator]: () => iterator,
    next() {
      const result = given.shift();
      return result ? Promise.resolve(result) : new Promise((resolve) => waiting.push(resolve));
    },
    return() {
      given.length = 0;
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return { give, end, iterator };
}
