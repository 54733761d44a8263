import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError } from '../../kit/http/send-json.js';
import { chosenEncoding } from './chosen-encoding.js';
import { sendUnbuiltPage } from './unbuilt-page.js';
import type { StudioFile, StudioFiles } from './studio-files.js';

const PAGE = 'index.html';
/** A name with a hash of its content never stands for another content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Sends the studio's page, or while it is not built one that says so. */
export async function sendStudioPage(
  request: IncomingMessage,
  response: ServerResponse,
  files: StudioFiles,
): Promise<void> {
  const page = files.find(PAGE);
  if (!page) return sendUnbuiltPage(response);
  response.setHeader('cache-control', 'no-cache');
  await sendFile({ request, response, files }, PAGE, page);
}

/** Sends what the page loads: `/studio/<name with a hash>`. */
export async function sendStudioFile(
  request: IncomingMessage,
  response: ServerResponse,
  files: StudioFiles,
): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0]!.slice(1);
  const file = files.find(path);
  if (!file) return sendError(response, 'NOT_FOUND', 'the studio has no such file; load its page again');
  response.setHeader('cache-control', FOR_EVER);
  await sendFile({ request, response, files }, path, file);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly files: StudioFiles;
}

async function sendFile({ request, response, files }: Exchange, path: string, file: StudioFile): Promise<void> {
  const encoding = chosenEncoding(request.headers['accept-encoding'], file.encodings);
  // Each form of a file has a tag of its own: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3
  const tag = `"${file.tag}${encoding === undefined ? '' : `-${encoding}`}"`;
  response.setHeader('content-security-policy', files.policy);
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('vary', 'accept, accept-encoding');
  response.setHeader('etag', tag);
  if (request.headers['if-none-match']?.includes(tag)) return void response.writeHead(304).end();
  const content = await readFile(files.pathOf(path, encoding));
  if (encoding !== undefined) response.setHeader('content-encoding', encoding);
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': content.length,
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}
