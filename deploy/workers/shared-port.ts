import { once, EventEmitter } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { endListening } from '../../kit/http/end-listening.js';
import { listen, type Address } from '../../kit/http/listen.js';

/** A worker's place among those that are given connections. */
export interface Place {
  /** The worker has the connection that it was given, and can take another. */
  took(): void;
  /** The worker stops: others come first. */
  standBack(): void;
  /** Resolves when the worker will be given no more. */
  leave(): Promise<void>;
  /** The worker is gone: what it has not taken goes to another. */
  lose(): void;
}

interface Worker {
  /** Sends it a connection. */
  readonly give: (socket: Socket) => void;
  /** What it was given and has not taken; this process keeps its own copy until then. */
  given?: Socket | undefined;
  standsBack: boolean;
  wantsToLeave: boolean;
}

/** How many may wait for a worker; the kernel lets as many wait by itself. */
const WAITING_MAX = 512;
/** How long one step of closing may take. A worker that is well asks to leave within a second of being told to stop. */
const CLOSE_STEP_MS = 2_000;

/**
 * A port whose connections are given to workers in turn; nothing is read from them here. A worker is given the next one
 * when it has taken the one before.
 */
export class SharedPort {
  readonly #server = createServer({ pauseOnConnect: true, noDelay: true });
  readonly #waiting: Socket[] = [];
  /** The one whose turn is next comes first. */
  readonly #workers = new Set<Worker>();
  readonly #changes = new EventEmitter();
  #closed: Promise<void> | undefined;

  /** Listens, and resolves with the port's number. Throws `PORT_IN_USE` or `ADDRESS_UNAVAILABLE`. */
  async open(address: Address): Promise<number> {
    this.#server.on('connection', (socket) => this.#accept(socket));
    await listen(this.#server, address);
    return (this.#server.address() as AddressInfo).port;
  }

  /** Gives connections to one more worker. */
  join(give: (socket: Socket) => void): Place {
    const worker: Worker = { give, standsBack: false, wantsToLeave: false };
    this.#workers.add(worker);
    this.#giveOut();
    return {
      took: () => {
        worker.given?.destroy();
        worker.given = undefined;
        this.#giveOut();
      },
      standBack: () => void (worker.standsBack = true),
      leave: async () => {
        worker.wantsToLeave = true;
        this.#changes.emit('change');
        await this.#closed;
        this.#workers.delete(worker);
      },
      lose: () => {
        this.#workers.delete(worker);
        if (worker.given) this.#waiting.unshift(worker.given);
        worker.given = undefined;
        this.#giveOut();
      },
    };
  }

  /** Ends listening once all workers want to leave, and resolves when every connection is with one of them. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#until(() => [...this.#workers].every(({ wantsToLeave }) => wantsToLeave));
    await endListening(this.#server);
    await this.#until(() => this.#waiting.length === 0 || this.#workers.size === 0);
    for (const socket of this.#waiting.splice(0)) socket.destroy();
  }

  #accept(socket: Socket): void {
    socket.on('error', () => undefined);
    if (this.#waiting.length >= WAITING_MAX) return void socket.destroy();
    this.#waiting.push(socket);
    this.#giveOut();
  }

  #giveOut(): void {
    for (let worker = this.#next(); worker && this.#waiting.length > 0; worker = this.#next()) {
      this.#workers.delete(worker);
      this.#workers.add(worker);
      worker.given = this.#waiting.shift()!;
      worker.give(worker.given);
    }
    this.#changes.emit('change');
  }

  #next(): Worker | undefined {
    const workers = [...this.#workers];
    const staying = workers.filter(({ standsBack }) => !standsBack);
    return (staying.length > 0 ? staying : workers).find(({ given }) => !given);
  }

  async #until(isMet: () => boolean): Promise<void> {
    const signal = AbortSignal.timeout(CLOSE_STEP_MS);
    while (!isMet() && !signal.aborted) await once(this.#changes, 'change', { signal }).catch(() => undefined);
  }
}
