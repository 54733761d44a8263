#!/usr/bin/env -S node --max-semi-space-size=32 --no-allocation-site-pretenuring --expose-gc
// What `npx joinery` and `npm start` run. It is no built file: npm would keep a link to a file that is not there yet, and
// never mend it. The flags: short-lived objects get more room, which saves a gateway a tenth of its processor time; answers
// are such objects, though V8 takes them for long-lived ones under load, which costs a quarter of it; and a gateway may give
// back what its start has used, a fifth of its memory.
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isStudioStale } from '../studio/stale.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = new URL('../dist/cli/main.js', import.meta.url);
const BUILT = `${ROOT}dist/.tsbuildinfo`;
const SOURCES = [
  '{kit,composition,gateway,registry,subgraphs,cli,deploy}/**/*.ts',
  'tsconfig*.json',
  'package-lock.json',
];

/** The verbs that serve the studio. */
const SERVING = ['start', 'gateway'];

if (isStale()) {
  process.stderr.write('Building Joinery, which is done again only when its sources change\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build:services'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
  fs.utimesSync(BUILT, new Date(), new Date());
}
// The studio is built beside the start, which does not wait for it: the gateway serves it as soon as it is there.
if (SERVING.includes(process.argv[2]) && isStudioStale(ROOT)) {
  spawn(process.execPath, ['studio/build.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] }).unref();
}
await import(MAIN.href);

/** Whether a source is newer than what was built of it. Where there are no sources, what is built is all there is. */
function isStale() {
  if (!fs.existsSync(MAIN)) return true;
  // A Node.js without it is too old, which the command says better.
  if (!fs.existsSync(BUILT) || !fs.globSync) return false;
  const builtAt = fs.statSync(BUILT).mtimeMs;
  return fs.globSync(SOURCES, { cwd: ROOT }).some((file) => fs.statSync(ROOT + file).mtimeMs > builtAt);
}
