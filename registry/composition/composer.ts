import { refuse } from '../errors.js';
import { startComposerProcess, type ComposerLimits, type ComposerProcess } from './composer-child.js';
import type {
  BuiltContract,
  Claimed,
  Composed,
  ComposeRequest,
  ContractSpec,
  FromComposer,
  KnownCoordinate,
  SchemaChange,
  SubgraphSource,
} from './messages.js';

/** One hostile schema must not hold up the others. */
const PROCESSES_MAX = 2;
/** How long a turn may last before the next one begins beside it. Beside one another, one of two publishes is in vain. */
const PATIENCE_MS = 1_000;
const WAITING_MAX = 500;
/** So many of one lane, so that no partner makes the others be refused. */
const WAITING_IN_LANE_MAX = 100;
const IDLE_MS = 30_000;

/** Composes in processes of their own, which are started when they are needed and ended when they are not. */
export interface Composer {
  /**
   * Runs `work` when its turn has come: one after the other, unless one takes long. Turns of one `lane` always wait for one
   * another, so that no partner takes all processes. Rejects with `REGISTRY_BUSY` when too many wait.
   */
  inTurn<Result>(lane: string, work: (turn: Turn) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

/** A process for as long as a turn lasts. */
export interface Turn {
  /** Rejects with `SDL_INVALID`, `SDL_TOO_LARGE` or `COMPOSITION_TIMEOUT`. */
  compose(request: Omit<ComposeRequest, 'kind'>): Promise<Composed>;
  diff(fromSdl: string, toSdl: string): Promise<readonly SchemaChange[]>;
  contracts(sdl: string, contracts: readonly ContractSpec[]): Promise<readonly BuiltContract[]>;
  coordinates(sdl: string): Promise<readonly KnownCoordinate[]>;
  /** Reads, of subgraphs that are known to compose, what each defines and does to the others. */
  claims(subgraphs: readonly SubgraphSource[]): Promise<readonly Claimed[]>;
}

interface Waiting {
  readonly lane: string;
  readonly begin: (child: ComposerProcess) => Promise<void>;
  readonly reject: (error: unknown) => void;
}

export function createComposer(limits: ComposerLimits): Composer {
  return new ComposerPool(limits);
}

/** The processes with the turns that wait for them. */
class ComposerPool implements Composer {
  readonly #limits: ComposerLimits;
  readonly #waiting: Waiting[] = [];
  readonly #idle: ComposerProcess[] = [];
  readonly #lanes = new Set<string>();
  readonly #running = new Map<ComposerProcess, number>();
  #patience: NodeJS.Timeout | undefined;
  #closing: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(limits: ComposerLimits) {
    this.#limits = limits;
  }

  inTurn<Result>(lane: string, work: (turn: Turn) => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#isStopped) return reject(stopping());
      const before = this.#waiting.filter((one) => one.lane === lane).length;
      if (this.#waiting.length >= WAITING_MAX || before >= WAITING_IN_LANE_MAX)
        return reject(refuse('REGISTRY_BUSY', 'try again in a few seconds'));
      const begin = (child: ComposerProcess) => work(turnOn(child)).then(resolve, reject);
      this.#waiting.push({ lane, begin, reject });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#patience);
    clearTimeout(this.#closing);
    for (const { reject } of this.#waiting.splice(0)) reject(stopping());
    for (const child of [...this.#running.keys(), ...this.#idle.splice(0)]) child.stop();
  }

  #next(): void {
    if (this.#isStopped || this.#running.size >= PROCESSES_MAX) return;
    const index = this.#waiting.findIndex(({ lane }) => !this.#lanes.has(lane));
    if (index < 0) return;
    const [begunAt = 0] = this.#running.values();
    const patienceMs = this.#running.size === 0 ? 0 : begunAt + PATIENCE_MS - Date.now();
    if (patienceMs > 0) {
      this.#patience ??= setTimeout(() => {
        this.#patience = undefined;
        this.#next();
      }, patienceMs);
      return;
    }
    const [waiting] = this.#waiting.splice(index, 1);
    void this.#run(waiting!);
  }

  async #run({ lane, begin }: Waiting): Promise<void> {
    const child = this.#idle.pop() ?? startComposerProcess(this.#limits);
    this.#running.set(child, Date.now());
    this.#lanes.add(lane);
    await begin(child);
    this.#running.delete(child);
    this.#lanes.delete(lane);
    if (this.#isStopped) child.stop();
    else if (!child.hasEnded()) this.#idle.push(child);
    this.#closeLater();
    this.#next();
  }

  #closeLater(): void {
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => this.#idle.splice(0).forEach((child) => child.stop()), IDLE_MS).unref();
  }
}

function turnOn(child: ComposerProcess): Turn {
  return {
    async compose(request) {
      const answer = await child.ask({ kind: 'compose', ...request });
      if (answer.kind === 'composed') return answer;
      if (answer.kind !== 'unreadable') throw failure(answer);
      throw refuse(answer.isTooLarge ? 'SDL_TOO_LARGE' : 'SDL_INVALID', answer.reason);
    },
    async diff(fromSdl, toSdl) {
      const answer = await child.ask({ kind: 'diff', fromSdl, toSdl });
      if (answer.kind === 'diffed') return answer.changes;
      throw failure(answer);
    },
    async contracts(sdl, contracts) {
      const answer = await child.ask({ kind: 'contracts', sdl, contracts });
      if (answer.kind === 'contracted') return answer.contracts;
      throw failure(answer);
    },
    async coordinates(sdl) {
      const answer = await child.ask({ kind: 'coordinates', sdl });
      if (answer.kind === 'coordinates') return answer.coordinates;
      throw failure(answer);
    },
    async claims(subgraphs) {
      const answer = await child.ask({ kind: 'claims', subgraphs });
      if (answer.kind === 'claimed') return answer.subgraphs;
      throw failure(answer);
    },
  };
}

function failure(answer: FromComposer): Error {
  return new Error(`Composition failed: ${answer.kind === 'failed' ? answer.reason : answer.kind}`);
}

function stopping(): Error {
  return refuse('REGISTRY_BUSY', 'the registry is being stopped');
}
