import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One installed copy of a package: the same package may stand at several places in several versions. */
export interface PackageCopy {
  /** The name in the registry, also where it is installed under an alias. */
  readonly name: string;
  readonly version: string;
  /** The place in the tree, for example `node_modules/a/node_modules/b`. */
  readonly place: string;
  /** The SPDX expression that the lock file recorded, if any. */
  readonly licence: string | undefined;
  /** The commands it puts into the `.bin` folder. */
  readonly commands: readonly string[];
  /** The names of the packages that it asks for, whatever the platform. */
  readonly asksFor: readonly string[];
}

const names = z.record(z.string(), z.string()).default({});
const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      bin: z.record(z.string(), z.string()).optional(),
      dependencies: names,
      optionalDependencies: names,
    }),
  ),
});

/** Every copy of every package in the lock file, nested ones and those of other platforms too. */
export function packageCopies(): PackageCopy[] {
  const { packages } = lockFile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, { name, version, license, bin, dependencies, optionalDependencies }]) => ({
      name: name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: version ?? '0.0.0',
      place,
      licence: license,
      commands: Object.keys(bin ?? {}),
      asksFor: Object.keys({ ...dependencies, ...optionalDependencies }),
    }));
}

const manifest = z.object({ license: z.string().optional() });

/** The licence that an installed copy states itself; undefined when it is not installed on this platform or states none. */
export function installedLicence(copy: PackageCopy): string | undefined {
  const file = join(copy.place, 'package.json');
  return existsSync(file) ? manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).license : undefined;
}

const ownManifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});

/** The names under which this project itself depends on packages. */
export function directDependencies(): string[] {
  const own = ownManifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  return Object.keys({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies }).sort();
}
