/** The lock file is complete, so that `npm ci` accepts it on every platform. */
import { expect, test } from '@jest/globals';
import { packageCopies } from './support/lock-file.js';

const copies = packageCopies();
const places = new Set(copies.map(({ place }) => place));

// A registry that lacks one platform's package of a new release leaves a lock file behind that `npm ci` refuses.
test('package-lock.json holds every package that another one asks for', () => {
  const missing = copies.flatMap(({ place, asksFor }) =>
    asksFor.filter((name) => !isFoundFrom(place, name)).map((name) => `${place} asks for ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Whether a package is installed where Node looks for it: beside the one that asks, or in a folder above. */
function isFoundFrom(place: string, name: string): boolean {
  for (let folder = `${place}/`; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/', folder.length - 2))) {
    if (places.has(`${folder}node_modules/${name}`)) return true;
    if (folder === '') return false;
  }
}
