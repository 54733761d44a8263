export interface Progress {
  /** Says how many units are done; `total` may be left out when it is not known. */
  report(done: number, total?: number): void;
  /** Ends the line with a closing remark; without one, as it stands. */
  end(remark?: string): void;
}

const WIDTH = 24;
const TERMINAL_INTERVAL_MS = 100;

/** A bar that redraws itself on a terminal; elsewhere only the closing remark is written. */
export function createProgress(label: string, out: NodeJS.WriteStream = process.stderr): Progress {
  let drawnAt = 0;
  const draw = (text: string) => out.write(`\r\u001b[K${label} ${text}`);
  return {
    report(done, total) {
      const now = Date.now();
      if (!out.isTTY || (now - drawnAt < TERMINAL_INTERVAL_MS && done !== total)) return;
      drawnAt = now;
      draw(total ? `${bar(done / total)} ${Math.floor((100 * done) / total)} %` : done.toLocaleString('en-GB'));
    },
    end(remark) {
      if (remark === undefined) {
        if (drawnAt > 0) out.write('\n');
      } else if (out.isTTY) draw(`${remark}\n`);
      else out.write(`${label} ${remark}\n`);
    },
  };
}

export const silentProgress: Progress = { report: () => undefined, end: () => undefined };

function bar(share: number): string {
  const filled = Math.round(WIDTH * Math.min(1, share));
  return `[${'█'.repeat(filled)}${' '.repeat(WIDTH - filled)}]`;
}
