import * as fs from 'node:fs';

const SOURCES = ['studio/**/*', 'kit/table/**/*.ts', 'package-lock.json'];

/** Whether a source of the studio is newer than what was built of it, and it can be built here. */
export function isStudioStale(root) {
  if (!fs.existsSync(`${root}node_modules/vite`) || !fs.existsSync(`${root}studio/main.tsx`) || !fs.globSync)
    return false;
  const built = fs.statSync(`${root}dist/studio/files.json`, { throwIfNoEntry: false });
  if (!built) return true;
  const files = fs.globSync(SOURCES, { cwd: root, exclude: (name) => String(name).endsWith('.test.ts') });
  return files.some((file) => fs.statSync(root + file).mtimeMs > built.mtimeMs);
}
