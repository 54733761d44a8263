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
  /** When its operation began; the one that began first is sent first. */
  readonly began: number;
  connection: Connection | undefined;
}

/** How much connections have to do. */
export interface SocketUse {
  readonly inFlight: number;
  readonly waiting: number;
}

/** How long a request waits before one more connection is made for the queue. */
const PATIENCE_MS = 20;
const GROWTH = 4;
/** Above this share of time the process itself is the bottleneck, and more connections would only cost more. */
const BUSY_LOOP = 0.8;
/** Time without a queue after which the number of connections falls back. */
const CALM_MS = 10_000;

/**
 * The connections to one subgraph, and the queue of requests that wait for one. It starts with few connections, since few
 * busy ones cost less than many idle ones, and adds some while requests wait for a slow subgraph. Requests of operations
 * that began first go first: so these end, and their memory is free, before others take up theirs.
 */
export class Sockets {
  readonly #route: Route;
  /** The one used last comes first again, so that surplus ones are at the front. */
  readonly #idle: Connection[] = [];
  readonly #open = new Set<Connection>();
  readonly #closing = new Set<Promise<void>>();
  /** In the order in which their operations began. */
  readonly #queue: Task[] = [];
  #allowed: number;
  #crowdedAt = 0;
  #isDrainPlanned = false;
  #loop: EventLoopUtilization = performance.eventLoopUtilization();

  constructor(route: Route) {
    this.#route = route;
    this.#allowed = route.limits.sockets;
  }

  /** Requests that are being answered, and those that wait for a connection. */
  use(): SocketUse {
    return { inFlight: this.#open.size - this.#idle.length, waiting: this.#queue.length };
  }

  /** Sends a request as soon as a connection is free. Returns false if too many wait already. */
  submit(task: Task): boolean {
    if (this.#queue.length === 0) {
      const connection = this.#free();
      if (connection !== undefined) {
        this.#send(task, connection);
        return true;
      }
    }
    if (this.#queue.length >= this.#route.limits.queueMax) return false;
    this.#enqueue(task);
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
    const place = this.#queue.indexOf(task);
    if (place >= 0) this.#queue.splice(place, 1);
  }

  /** Cuts a connection that is broken, or on which something unwanted still arrives. */
  discard(connection: Connection): void {
    this.#close(connection);
    this.#planDrain();
  }

  /** Called every few milliseconds while requests run. */
  tick(now: number): void {
    if (this.#queue.length === 0) {
      if (now - this.#crowdedAt > CALM_MS) this.#allowed = this.#route.limits.sockets;
      return;
    }
    this.#crowdedAt = now;
    const { utilization } = performance.eventLoopUtilization(this.#loop);
    this.#loop = performance.eventLoopUtilization();
    if (utilization > BUSY_LOOP || !this.#queue.some(({ since }) => now - since >= PATIENCE_MS)) return;
    this.#allowed = Math.min(this.#allowed + GROWTH, this.#route.limits.socketsMax);
    this.#drain();
  }

  /** Cuts all connections; resolves when they are closed. */
  async stop(): Promise<void> {
    this.#queue.length = 0;
    for (const connection of this.#open) this.#close(connection);
    await Promise.all(this.#closing);
  }

  #enqueue(task: Task): void {
    let place = this.#queue.length;
    while (place > 0 && this.#queue[place - 1]!.began > task.began) place--;
    this.#queue.splice(place, 0, task);
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
    if (this.#isDrainPlanned || this.#queue.length === 0) return;
    this.#isDrainPlanned = true;
    setImmediate(() => {
      this.#isDrainPlanned = false;
      this.#drain();
    });
  }

  #drain(): void {
    while (this.#queue.length > 0) {
      const connection = this.#free();
      if (connection === undefined) return;
      this.#send(this.#queue.shift()!, connection);
    }
  }
}
