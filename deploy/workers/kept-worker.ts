import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Environment } from '../../kit/env.js';
import { JoineryError } from '../../kit/errors.js';
import type { Log } from '../../kit/log.js';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import type { GatewayConfig } from '../../gateway/config.js';
import type { FromWorker, ToWorker } from './messages.js';
import type { Place, SharedPort } from './shared-port.js';

/** The settings of a worker, and the variables that a `supergraph.yaml` may name. */
export interface WorkerSettings {
  readonly config: GatewayConfig;
  readonly env: Environment;
}

export interface KeptWorkerOptions {
  /** Its number, from 1 on. */
  readonly worker: number;
  /** What it is started with, each time anew. */
  readonly settings: () => WorkerSettings;
  /** Gives it connections. */
  readonly port: SharedPort;
  /** Takes its messages, besides those about its start and about connections. */
  readonly onMessage: (message: FromWorker) => void;
  readonly log: Log;
}

/** How long to wait before a worker is started again: doubled each time that it ends soon after its start. */
const RESTART_MIN_MS = 100;
const RESTART_MAX_MS = 10_000;
const SOON_MS = 10_000;
/** How long a worker may take to stop before it is killed. */
const STOP_TIMEOUT_MS = 20_000;

/** A worker process that is started again whenever it ends, until it is stopped. */
export class KeptWorker {
  readonly #options: KeptWorkerOptions;
  #child: ChildProcess | undefined;
  #isListening = false;
  /** Whether it has listened once; before that, its failure is its caller's. */
  #isKept = false;
  #isStopped = false;
  #restartMs = RESTART_MIN_MS;
  #restarting: NodeJS.Timeout | undefined;

  constructor(options: KeptWorkerOptions) {
    this.#options = options;
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  /** Resolves with its URL once it listens. Rejects when it cannot start this first time. */
  start(): Promise<string> {
    const { worker, settings, onMessage } = this.#options;
    const startedAt = performance.now();
    const child = fork(entry(), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    let place: Place | undefined;
    const listening = new Promise<string>((resolve, reject) => {
      child.on('message', (message: FromWorker) => {
        switch (message.kind) {
          case 'failed':
            return reject(failure(message));
          case 'listening':
            this.#isListening = true;
            this.#isKept = true;
            place = this.#options.port.join((socket) => give(child, socket));
            return resolve(message.url);
          case 'took':
            return place?.took();
          case 'stopping':
            return place?.standBack();
          case 'leave':
            return void place?.leave().then(() => send(child, { kind: 'left' }));
          default:
            return onMessage(message);
        }
      });
      // After its exit and its last message. `disconnect` never comes while it has not acknowledged a connection.
      child.once('close', () => place?.lose());
      const end = (reason: string) => {
        reject(new Error(`Worker ${worker} ended: ${reason}`));
        if (this.#child !== child) return;
        this.#child = undefined;
        this.#isListening = false;
        if (performance.now() - startedAt > SOON_MS) this.#restartMs = RESTART_MIN_MS;
        if (this.#isKept && !this.#isStopped) this.#startAgain(reason);
      };
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
      child.once('error', (error) => end(error.message));
    });
    this.send({ kind: 'start', worker, ...settings() });
    return listening;
  }

  send(message: ToWorker): void {
    if (this.#child) send(this.#child, message);
  }

  /** Has it answer what it has accepted and end; kills it after 20 s. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#restarting);
    const child = this.#child;
    if (!child) return;
    const killing = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await new Promise((resolve) => {
      child.once('exit', resolve).once('error', resolve);
      this.send({ kind: 'stop' });
    });
    clearTimeout(killing);
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  #startAgain(reason: string): void {
    const { worker, log } = this.#options;
    log.error({ worker, reason, againInMs: this.#restartMs }, 'A worker ended');
    this.#restarting = setTimeout(() => {
      this.start().then(
        () => log.warn({ worker }, 'A worker was started again'),
        (error: unknown) => log.error({ worker, err: error }, 'A worker could not be started'),
      );
    }, this.#restartMs);
    this.#restartMs = Math.min(2 * this.#restartMs, RESTART_MAX_MS);
  }
}

/** A worker that ends meanwhile is noticed by its end. */
function send(child: ChildProcess, message: ToWorker): void {
  if (child.connected) child.send(message, () => undefined);
}

function give(child: ChildProcess, socket: Socket): void {
  if (child.connected)
    child.send({ kind: 'connection' } satisfies ToWorker, socket, { keepOpen: true }, () => undefined);
}

function failure({ code, detail }: FromWorker & { kind: 'failed' }): Error {
  return code === null ? new Error(detail) : new JoineryError(code, detail);
}

/** The worker runs from the built files, also when this file is run from its source by a test. */
function entry(): string {
  const built = join(PACKAGE_ROOT, 'dist', 'deploy', 'workers', 'worker-process.js');
  if (!existsSync(built)) throw new Error('The gateway has not been built. Run npm run build');
  return built;
}
