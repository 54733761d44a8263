import { Zip, ZipDeflate } from 'fflate';

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

/** So many bytes are compressed at once. Each time takes some hundred kilobytes, however few they are. */
const PIECE_BYTES = 256 * 1024;

/** Opens an archive. Its files are compressed on this thread. */
export function openZip(): ZipStream {
  const encoder = new TextEncoder();
  // The compressor copies what it is given.
  const bytes = new Uint8Array(PIECE_BYTES);
  let length = 0;
  let pieces: Uint8Array[] = [];
  let file: ZipDeflate | undefined;
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const compress = (isLast: boolean) => {
    file?.push(bytes.subarray(0, length), isLast);
    length = 0;
  };
  return {
    begin(path) {
      compress(true);
      file = new ZipDeflate(path, { level: LEVEL });
      zip.add(file);
    },
    write(text) {
      for (let rest = text; rest !== '';) {
        const { read, written } = encoder.encodeInto(rest, bytes.subarray(length));
        rest = rest.slice(read);
        length += written;
        if (rest !== '') compress(false);
      }
    },
    take() {
      const [first] = pieces;
      const taken = pieces.length === 1 ? first! : joined(pieces);
      pieces = [];
      return taken;
    },
    end() {
      compress(true);
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
