import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';

/** A proxy through which connections are made, and the hosts that are connected to without it. */
export interface ForwardProxy {
  /** http or https, with user and password where it wants them. */
  readonly url: string;
  /** Names of hosts with those below them, or addresses; `*` for all. */
  readonly bypass: readonly string[];
}

export interface Target {
  readonly hostname: string;
  readonly port: number;
}

/** Whether a host is connected to without the proxy. This machine always is. */
export function isBypassed(hostname: string, bypass: readonly string[]): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))) return true;
  return bypass.some((entry) => {
    const name = entry.toLowerCase().replace(/^\*?\./, '');
    return name === '*' || host === name || host.endsWith(`.${name}`);
  });
}

/**
 * Opens a tunnel by CONNECT, https://www.rfc-editor.org/rfc/rfc9110#name-connect. Rejects with an error whose code is
 * `PROXY_REFUSED`, `PROXY_TIMEOUT`, or that of the connection to the proxy.
 */
export function openTunnel({ url }: ForwardProxy, { hostname, port }: Target, timeoutMs: number): Promise<Socket> {
  const proxy = new URL(url);
  const authority = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  return new Promise((resolve, reject) => {
    const connecting = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      method: 'CONNECT',
      hostname: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: authority,
      headers: { host: authority, ...credentials(proxy) },
      agent: false,
      timeout: timeoutMs,
    });
    connecting.once('connect', (response, socket: Socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(failure('PROXY_REFUSED'));
    });
    // A proxy that answers as a server does, and makes no tunnel.
    connecting.once('response', (response) => {
      response.destroy();
      reject(failure('PROXY_REFUSED'));
    });
    connecting.once('timeout', () => connecting.destroy(failure('PROXY_TIMEOUT')));
    connecting.once('error', reject);
    connecting.end();
  });
}

function credentials({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(text).toString('base64')}` };
}

function failure(code: string): Error {
  return Object.assign(new Error('The proxy makes no connection'), { code });
}
