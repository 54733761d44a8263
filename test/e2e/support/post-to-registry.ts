import { expect } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';

/** What a client used, in how many requests of one operation. */
export interface ReportedUse {
  readonly coordinates: readonly string[];
  readonly client: string;
  readonly requests: number;
}

/** Reports to a registry what a client used just now, as a gateway does. */
export async function reportUse(url: string, token: string, use: ReportedUse): Promise<void> {
  const { coordinates, client, requests } = use;
  const signature = `query ${client} { footprints { name } }`;
  const hash = createHash('sha256').update(signature).digest('hex');
  const clients = [{ name: client, version: '1.0', requests, firstAtMs: Date.now(), lastAtMs: Date.now() }];
  const operations = [{ name: client, kind: 'query', signature, hash, coordinates, clients }];
  await postToRegistry(url, token, { batch: randomUUID(), operations });
}

/** What a registry answers. */
export async function postToRegistry(url: string, token: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}
