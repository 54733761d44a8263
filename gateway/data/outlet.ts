import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import { untilTaken } from '../../kit/http/until-taken.js';
import type { Piece } from '../../kit/table/table-writer.js';
import type { Exchange } from '../http/read-context.js';

/** Sends an answer piece by piece, with back-pressure. */
export interface Outlet {
  /** Whether nothing has been sent yet, so that it can still be refused. */
  isHeld(): boolean;
  /** Waits until the client has taken enough. Gives whether more is wanted. */
  write(piece: Piece): Promise<boolean>;
  /** A short answer gets its length and this tag; a long one what `trailers` say behind it. */
  end(last: Piece, ending: OutletEnding): void;
}

export interface OutletEnding {
  /** An entity tag: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3. */
  readonly tag: string;
  readonly trailers: Readonly<Record<string, string>>;
}

export interface OutletOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the headers that come behind a long answer. */
  readonly trailers: readonly string[];
  /** How long the client may take for the next piece. */
  readonly patienceMs: () => number;
}

/** So much is held back, so that short answers are whole or refused. */
const HELD_BYTES = 256 * 1024;

export function openOutlet({ request, response }: Exchange, options: OutletOptions): Outlet {
  const { headers, trailers, patienceMs } = options;
  let held: Piece[] | null = [];
  let bytes = 0;

  const send = async (pieces: readonly Piece[]): Promise<boolean> => {
    for (const piece of pieces) response.write(piece);
    await untilTaken(response, patienceMs());
    return !response.destroyed;
  };
  const begin = async (): Promise<boolean> => {
    const pieces = held!;
    held = null;
    if (request.method !== 'HEAD') {
      response.writeHead(200, { ...headers, trailer: trailers.join(', ') });
      return send(pieces);
    }
    response.writeHead(200, headers).end();
    return false;
  };

  return {
    isHeld: () => held !== null,
    async write(piece) {
      if (response.destroyed) return false;
      if (piece.length === 0) return true;
      if (!held) return response.writableEnded ? false : send([piece]);
      held.push(piece);
      bytes += Buffer.byteLength(piece);
      return bytes > HELD_BYTES ? begin() : true;
    },
    end(last, ending) {
      if (response.writableEnded || response.destroyed) return;
      if (held) return sendWhole({ request, response }, [...held, last], { ...ending, headers });
      response.addTrailers(ending.trailers);
      response.end(last);
    },
  };
}

interface Whole extends OutletEnding {
  readonly headers: Readonly<Record<string, string>>;
}

function sendWhole({ request, response }: Exchange, pieces: readonly Piece[], whole: Whole): void {
  const headers = { ...whole.headers, ...whole.trailers, etag: whole.tag };
  if (isKnown(request.headers['if-none-match'], whole.tag)) return void response.writeHead(304, headers).end();
  const body = Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
  sendBody(response, headers, body);
}

function sendBody(response: ServerResponse, headers: Readonly<Record<string, string>>, body: Buffer): void {
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(body);
}

/** Whether a client has what a tag stands for; tags are compared weakly. */
function isKnown(header: string | undefined, tag: string): boolean {
  const tags = header?.split(',').map((text) => text.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(tag.replace(/^W\//, ''));
}
