/** Something with a life: it is started once, and stopped once. Stopping what never started does nothing. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How long all services together may take to stop; process managers kill after 30 s. */
const STOP_TIMEOUT_MS = 20_000;

/**
 * Joins services into one that starts them in order and stops them backwards. A failed start stops what had started. A
 * stop that takes longer than `stopTimeoutMs` goes on without waiting.
 */
export function startTogether(name: string, services: readonly Service[], stopTimeoutMs = STOP_TIMEOUT_MS): Service {
  const started: Service[] = [];
  return {
    name,
    async start() {
      for (const service of services) {
        try {
          await service.start();
          started.push(service);
        } catch (error) {
          await stopBackwards(started, stopTimeoutMs).catch(() => undefined);
          throw error;
        }
      }
    },
    stop: () => stopBackwards(started, stopTimeoutMs),
  };
}

/** Starts a service, keeps it until `signal` is raised, and stops it. `onStarted` is called between. */
export async function runUntil(
  signal: AbortSignal,
  service: Service,
  onStarted: () => void = () => undefined,
): Promise<void> {
  await service.start();
  try {
    onStarted();
    await raised(signal);
  } finally {
    await service.stop();
  }
}

/** npm passes on what a terminal has sent to all of its processes already: one Ctrl-C may arrive twice. */
const SAME_SIGNAL_MS = 200;

/** A signal that SIGINT or SIGTERM raises, from now on; a second one ends the process at once with code 130. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const stop = () => {
    if (!controller.signal.aborted) {
      firstAt = Date.now();
      controller.abort();
    } else if (Date.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(130);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

async function raised(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // An abort signal alone keeps no process alive.
  const keepAlive = setInterval(() => undefined, 60_000);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  clearInterval(keepAlive);
}

async function stopBackwards(started: Service[], timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const failures: unknown[] = [];
  for (let service = started.pop(); service; service = started.pop()) {
    await withTimeout(service.stop(), deadline - Date.now()).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function withTimeout(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
