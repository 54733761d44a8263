// Builds the studio into dist/studio: `node studio/build.mjs`, with `--if-stale` only when a source is newer. What is there
// is replaced at one stroke, so that a gateway never serves half of one build and half of another.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isStudioStale } from './stale.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = `${ROOT}dist/studio`;

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};
/** Below this a file costs no more packets whole than compressed. */
const COMPRESSED_FROM_BYTES = 1_000;

if (!process.argv.includes('--if-stale') || isStudioStale(ROOT)) {
  const made = `${ROOT}dist/.studio-${process.pid}`;
  try {
    await bundle(made);
    await writeTable(made);
    replace(made);
  } finally {
    fs.rmSync(made, { recursive: true, force: true });
  }
}

async function bundle(outDir) {
  const { build } = await import('vite');
  const { nhsukColours } = await import('./nhsuk-colours.mjs');
  await build({
    configFile: false,
    root: `${ROOT}studio`,
    // Relative, so that the page works behind a proxy that serves it under a path of its own.
    base: './',
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic' } },
    plugins: [nhsukColours()],
    build: {
      outDir,
      rolldownOptions: { onwarn: (warning, warn) => isWorthTelling(warning) && warn(warning) },
      assetsDir: 'studio',
      // A data: address would need leave in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
      reportCompressedSize: false,
      emptyOutDir: true,
    },
    worker: { format: 'es' },
  });
}

/** That a package marks its files for another kind of bundler is no news. */
function isWorthTelling({ code }) {
  return code !== 'MODULE_LEVEL_DIRECTIVE';
}

/** Writes beside each file its compressed forms, and `files.json`: what there is, of which type and with which tag. */
async function writeTable(folder) {
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const rows = await Promise.all(
    names.map(async (entry) => {
      const path = `${entry.parentPath}/${entry.name}`.slice(folder.length + 1);
      return [path, await row(`${folder}/${path}`)];
    }),
  );
  fs.writeFileSync(`${folder}/files.json`, JSON.stringify(Object.fromEntries(rows), null, 1));
}

async function row(file) {
  const type = TYPES[extname(file)];
  if (type === undefined) throw new Error(`The studio has a file of a type that nobody serves: ${file}`);
  const content = fs.readFileSync(file);
  const tag = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  if (content.length < COMPRESSED_FROM_BYTES) return { type, tag, encodings: [] };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  fs.writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  fs.writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
  return { type, tag, encodings: ['br', 'gzip'] };
}

function replace(made) {
  const old = `${made}-old`;
  if (fs.existsSync(OUT)) fs.renameSync(OUT, old);
  fs.renameSync(made, OUT);
  fs.rmSync(old, { recursive: true, force: true });
}
