import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** Files of the working tree that git tracks or would track, matching any of the patterns (all files without one), sorted. */
export function repositoryFiles(...patterns: string[]): string[] {
  // Command-line `safe.directory`: the clone may belong to another user than the one who runs the tests.
  const git = [
    '-c',
    'safe.directory=*',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    ...patterns,
  ];
  const files = execFileSync('git', git, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\0');
  // The index still has a file that was deleted in the working tree; a link to a folder is no file.
  return [...new Set(files)].filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile()).sort();
}

/** The content of a text file, or undefined when it holds a NUL byte and so is not text. */
export function textOf(file: string): string | undefined {
  const text = readFileSync(file, 'utf8');
  return text.includes('\0') ? undefined : text;
}
