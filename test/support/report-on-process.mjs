/**
 * Loaded before a command by `--import`: measures its process for the parent, which begins a measurement with the message
 * `begin` and ends it with `end`. How long the event loop was held is counted in processor time of its thread, because on
 * a busy machine a process waits for its turn without doing anything.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

const TICK_MS = 5;
const GROWTH_BYTES = 64 * 1024 * 1024;
/** On a busy machine it takes long until connections that were closed are forgotten. */
const TRIES = 15;
const BUILT_IN = [
  Object,
  Object.prototype,
  Function.prototype,
  Array,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Symbol.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
  RegExp.prototype,
  Error.prototype,
  Date.prototype,
  JSON,
  Reflect,
  Math,
  globalThis,
];

const delays = monitorEventLoopDelay({ resolution: TICK_MS });
let heldMs = 0;
let lastCpuMs = 0;
let before;

function cpuMs() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function tick() {
  const now = cpuMs();
  heldMs = Math.max(heldMs, now - lastCpuMs);
  lastCpuMs = now;
}

/** Garbage counts too, unless there is so much that it must be told apart; what is just being let go of gets its time. */
async function usedBytes(atMost) {
  const { heapUsed, external } = process.memoryUsage();
  let bytes = heapUsed + external;
  for (let i = 0; i < TRIES && bytes > atMost; i++) {
    await setTimeout(i * 100);
    bytes = await collectedBytes();
  }
  return bytes;
}

async function collectedBytes() {
  // What is about to be let go of is let go of first.
  await setImmediate();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function builtIns() {
  return BUILT_IN.map((object) => Object.getOwnPropertyDescriptors(object));
}

/** The names of properties that were added, changed or taken away. */
function changes(now) {
  return now.flatMap((descriptors, i) => {
    const names = new Set([...Reflect.ownKeys(descriptors), ...Reflect.ownKeys(before.builtIns[i])]);
    return [...names].filter((name) => !isSame(descriptors[name], before.builtIns[i][name])).map(String);
  });
}

function isSame(one, other) {
  return Object.is(one?.value, other?.value) && one?.get === other?.get && one?.set === other?.set;
}

async function begin() {
  before ??= { bytes: await collectedBytes(), builtIns: builtIns() };
  delays.reset();
  heldMs = 0;
  lastCpuMs = cpuMs();
  return 'begun';
}

/** Memory and built-in objects are compared to what they were before the first measurement. */
async function end() {
  tick();
  const loop = { heldMs, delayMs: delays.max / 1e6 };
  const grownBytes = (await usedBytes(before.bytes + GROWTH_BYTES)) - before.bytes;
  return { ...loop, grownBytes, rssBytes: process.memoryUsage.rss(), changedBuiltIns: changes(builtIns()) };
}

// Processes that the command forks have a channel too, but to the command.
if (isMainThread && process.send && process.argv[1].endsWith('main.js')) {
  delays.enable();
  setInterval(tick, TICK_MS).unref();
  process.on('message', async (message) => {
    process.send(message === 'begin' ? await begin() : await end());
  });
  process.channel.unref();
}
