import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpServer, type HttpServer } from '../../kit/http/http-server.js';
import { chosenEncoding } from './chosen-encoding.js';
import { sendStudioFile, sendStudioPage } from './send-studio.js';
import { openStudioFiles } from './studio-files.js';

let folder: string;
let server: HttpServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'studio-'));
  const files = openStudioFiles(folder);
  server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    handler: (request, response) =>
      request.url === '/' ? sendStudioPage(request, response, files) : sendStudioFile(request, response, files),
    onError: () => undefined,
  });
  await server.start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url() + path, { headers: { 'accept-encoding': 'identity', ...headers } });

function build(): void {
  mkdirSync(join(folder, 'studio'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<h1>studio</h1>');
  writeFileSync(join(folder, 'studio', 'a.js'), 'a()');
  writeFileSync(join(folder, 'studio', 'a.js.br'), 'squeezed');
  writeFileSync(join(folder, 'studio', 'secret.txt'), 'not in the table');
  const files = {
    'index.html': { type: 'text/html; charset=utf-8', tag: 'one', encodings: [] },
    'studio/a.js': { type: 'text/javascript; charset=utf-8', tag: 'two', encodings: ['br'] },
  };
  writeFileSync(join(folder, 'files.json'), JSON.stringify(files));
}

test('sendStudioPage() says that the studio is being built until it is', async () => {
  const response = await get('/');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toContain('The studio is being built');
  build();
  expect(await (await get('/')).text()).toBe('<h1>studio</h1>');
});

describe('the built studio', () => {
  beforeAll(build);

  test('the page is asked for again each time, and may load from its own server only', async () => {
    const { headers } = await get('/');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a file is kept for ever', async () => {
    const response = await get('/studio/a.js');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(await response.text()).toBe('a()');
  });

  test('a file that the client has is not sent again', async () => {
    expect((await get('/', { 'if-none-match': '"one"' })).status).toBe(304);
    expect((await get('/', { 'if-none-match': '"two"' })).status).toBe(200);
  });

  test.each(['/studio/secret.txt', '/studio/../files.json', '/studio/%2e%2e/files.json', '/studio/toString'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('chosenEncoding()', () => {
  const check = (header: string | undefined, expected: string | undefined) =>
    test(`${header} takes ${expected}`, () => {
      expect(chosenEncoding(header, ['br', 'gzip'])).toBe(expected);
    });

  check('gzip, deflate, br', 'br');
  check('gzip', 'gzip');
  check('br;q=0, gzip;q=0.5', 'gzip');
  check('*', 'br');
  check('identity', undefined);
  check('', undefined);
  check(undefined, undefined);
});
