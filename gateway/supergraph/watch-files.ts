import { watchFile, type FileWatch } from './watch-file.js';

export interface FilesWatch {
  /** Watches these files from now on, and no others. */
  follow(files: readonly string[]): void;
  stop(): void;
}

/** Calls back some time after one of several files changed; see `watchFile`. */
export function watchFiles(pollMs: number, onChange: () => void): FilesWatch {
  const watched = new Map<string, FileWatch>();
  const follow = (files: readonly string[]): void => {
    for (const [file, watch] of watched) {
      if (files.includes(file)) continue;
      watch.stop();
      watched.delete(file);
    }
    for (const file of files) if (!watched.has(file)) watched.set(file, watchFile(file, pollMs, onChange));
  };
  return { follow, stop: () => follow([]) };
}
