import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import type { Route } from './route.js';
import { Client } from './undici.js';

/** One connection, made when it is first used. */
export interface Connection {
  readonly client: Client;
  readonly madeAt: number;
  /** Whether a request was answered over it. */
  isUsed: boolean;
}

/** A request that waits for a connection or has one. */
export interface Task extends Dispatcher.DispatchHandler {
  readonly options: Dispatcher.DispatchOptions;
  /** When it began to wait, as `performance.now()`. */
  readonly since: number;
  connection: Connection | undefined;
}

/** How long a request waits before one more connection is made for the queue. */
const PATIENCE_MS = 20;
const GROWTH = 4;
/** Above this share of time the process itself is the bottleneck, and more connections would only cost more. */
const BUSY_LOOP = 0.8;
/** Time without a queue after which the number of connections falls back. */
const CALM_MS = 10_000;

/**
 * The connections to one subgraph, and the queue of requests that wait for one, first come first served. It starts with
 * few connections, since few busy ones cost less than many idle ones, and adds some while requests wait for a slow subgraph.
 */
export class Sockets {
  readonly #route: Route;
  /** The one used last comes first again, so that surplus ones are at the front. */
  readonly #idle: Connection[] = [];
  readonly #open = new Set<Connection>();
  readonly #closing = new Set<Promise<void>>();
  readonly #queue = new Set<Task>();
  #allowed: number;
  #crowdedAt = 0;
  #isDrainPlanned = false;
  #loop: EventLoopUtilization = performance.eventLoopUtilization();

  constructor(route: Route) {
    this.#route = route;
    this.#allowed = route.limits.sockets;
  }

  /** Sends a request as soon as a connection is free. Returns false if too many wait already. */
  submit(task: Task): boolean {
    if (this.#queue.size === 0) {
      const connection = this.#free();
      if (connection !== undefined) {
        this.#send(task, connection);
        return true;
      }
    }
    if (this.#queue.size >= this.#route.limits.queueMax) return false;
    this.#queue.add(task);
    return true;
  }

  /** Sends a request over a new connection, for when the old ones may be dead. Returns false if too many wait already. */
  submitAfresh(task: Task): boolean {
    const idle = this.#idle.pop();
    if (idle !== undefined) this.#close(idle);
    else if (this.#open.size >= this.#allowed) return this.submit(task);
    this.#send(task, this.#make());
    return true;
  }

  /** Takes back the connection of a request that was answered to its end. */
  release(connection: Connection): void {
    connection.isUsed = true;
    if (performance.now() - connection.madeAt > this.#route.limits.socketLifetimeMs) this.#close(connection);
    else if (this.#open.has(connection)) this.#idle.push(connection);
    if (this.#open.size > this.#allowed && this.#idle.length > 0) this.#close(this.#idle.shift()!);
    this.#planDrain();
  }

  leaveQueue(task: Task): void {
    this.#queue.delete(task);
  }

  /** Cuts a connection that is broken, or on which something unwanted still arrives. */
  discard(connection: Connection): void {
    this.#close(connection);
    this.#planDrain();
  }

  /** Called every few milliseconds while requests run. */
  tick(now: number): void {
    const [first] = this.#queue;
    if (first === undefined) {
      if (now - this.#crowdedAt > CALM_MS) this.#allowed = this.#route.limits.sockets;
      return;
    }
    this.#crowdedAt = now;
    const { utilization } = performance.eventLoopUtilization(this.#loop);
    this.#loop = performance.eventLoopUtilization();
    if (now - first.since < PATIENCE_MS || utilization > BUSY_LOOP) return;
    this.#allowed = Math.min(this.#allowed + GROWTH, this.#route.limits.socketsMax);
    this.#drain();
  }

  /** Cuts all connections; resolves when they are closed. */
  async stop(): Promise<void> {
    this.#queue.clear();
    for (const connection of this.#open) this.#close(connection);
    await Promise.all(this.#closing);
  }

  #free(): Connection | undefined {
    return this.#idle.pop() ?? (this.#open.size < this.#allowed ? this.#make() : undefined);
  }

  #make(): Connection {
    const { endpoint, limits, connector } = this.#route;
    const client = new Client(endpoint.origin, {
      connect: connector,
      maxHeaderSize: limits.responseHeaderBytes,
      // The sweep ends what takes too long.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const connection = { client, madeAt: performance.now(), isUsed: false };
    this.#open.add(connection);
    return connection;
  }

  #send(task: Task, connection: Connection): void {
    task.connection = connection;
    connection.client.dispatch(task.options, task);
  }

  #close(connection: Connection): void {
    this.#open.delete(connection);
    const closed = connection.client.destroy().finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }

  /** Once per turn of the event loop for all connections that became free: sending in batches costs less. */
  #planDrain(): void {
    if (this.#isDrainPlanned || this.#queue.size === 0) return;
    this.#isDrainPlanned = true;
    setImmediate(() => {
      this.#isDrainPlanned = false;
      this.#drain();
    });
  }

  #drain(): void {
    for (const task of this.#queue) {
      const connection = this.#free();
      if (connection === undefined) return;
      this.#queue.delete(task);
      this.#send(task, connection);
    }
  }
}
