import { strToU8, Zip, ZipDeflate } from 'fflate';

/** A ZIP archive that is written piece by piece, one file after the other. */
export interface ZipStream {
  /** Ends the file before and begins another. */
  begin(path: string): void;
  write(text: string): void;
  /** Takes what has been compressed up to now. */
  take(): Uint8Array;
  end(): void;
}

/** Fast rather than small: level 6 takes three times as long and saves a tenth. */
const LEVEL = 3;

/** Opens an archive. Its files are compressed on this thread, so write them in pieces of some kilobytes. */
export function openZip(): ZipStream {
  let pieces: Uint8Array[] = [];
  let file: ZipDeflate | undefined;
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const endFile = () => file?.push(new Uint8Array(0), true);
  return {
    begin(path) {
      endFile();
      file = new ZipDeflate(path, { level: LEVEL });
      zip.add(file);
    },
    write: (text) => void file!.push(strToU8(text)),
    take() {
      const [first] = pieces;
      const taken = pieces.length === 1 ? first! : joined(pieces);
      pieces = [];
      return taken;
    },
    end() {
      endFile();
      zip.end();
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
