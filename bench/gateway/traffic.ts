/** Requests to subgraphs since the start, with the bytes of their bodies and answers. */
export interface Totals {
  readonly requests: number;
  readonly bytesAsked: number;
  readonly bytesAnswered: number;
  /** Requests that had not been asked before, word for word. */
  readonly unknown: number;
}

export interface Fetch {
  readonly url: string;
  readonly body: string;
}

/** What subgraphs have seen: in all, and since the last look in stages, of which each was under way together. */
export interface Seen extends Totals {
  readonly stages: readonly (readonly Fetch[])[];
}

export interface Traffic {
  began(fetch: Fetch): void;
  ended(bytesAsked: number, bytesAnswered: number): void;
  missed(): void;
  look(): Seen;
}

/** A look is for one request; the stages of more are not kept. */
const STAGES_MAX = 100;

export function createTraffic(): Traffic {
  const totals = { requests: 0, bytesAsked: 0, bytesAnswered: 0, unknown: 0 };
  let stages: Fetch[][] = [];
  let underWay = 0;
  return {
    began(fetch) {
      if (underWay++ === 0 && stages.length < STAGES_MAX) stages.push([]);
      if (stages.length < STAGES_MAX) stages.at(-1)?.push(fetch);
    },
    ended(bytesAsked, bytesAnswered) {
      underWay--;
      totals.requests++;
      totals.bytesAsked += bytesAsked;
      totals.bytesAnswered += bytesAnswered;
    },
    missed: () => void totals.unknown++,
    look() {
      const seen = { ...totals, stages };
      stages = [];
      return seen;
    },
  };
}
