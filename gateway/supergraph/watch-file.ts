import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

export interface FileWatch {
  stop(): void;
}

/** Writers that write in pieces are given so long to end. */
const SETTLE_MS = 100;
/** What Kubernetes replaces when it changes a mounted file. */
const KUBERNETES_LINK = '..data';

/**
 * Calls back some time after a file changed. The folder is watched, because editors and orchestrators put another file or
 * link in its place; and the file is looked at every `pollMs`, because not every file system tells of changes.
 */
export function watchFile(file: string, pollMs: number, onChange: () => void): FileWatch {
  let seen: string | undefined;
  let settling: NodeJS.Timeout | undefined;
  let isStopped = false;

  const changed = () => {
    if (isStopped) return;
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLE_MS).unref();
  };
  const poll = setInterval(() => {
    void markOf(file).then((mark) => {
      if (seen !== undefined && mark !== seen) changed();
      seen = mark;
    });
  }, pollMs).unref();
  const watcher = watchFolder(file, changed);
  void markOf(file).then((mark) => (seen ??= mark));

  return {
    stop() {
      isStopped = true;
      clearInterval(poll);
      clearTimeout(settling);
      watcher?.close();
    },
  };
}

/** Undefined where the system has no more watches to give: then only looking helps. */
function watchFolder(file: string, onChange: () => void): FSWatcher | undefined {
  const names: readonly (string | null)[] = [basename(file), KUBERNETES_LINK, null];
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
      if (names.includes(name)) onChange();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

/** What changes whenever the file does. */
async function markOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return 'none';
  }
}
