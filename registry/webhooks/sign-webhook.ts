import { createHmac, type KeyObject } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The secret that an address checks signatures with: `whsec_` and 32 bytes in base64. It follows from the registry's own
 * key, so that it is stored nowhere.
 */
export function webhookSecret(key: KeyObject, id: string): string {
  const own = key.export({ type: 'pkcs8', format: 'der' });
  return PREFIX + createHmac('sha256', own).update(`joinery-webhook-v1\n${id}`).digest('base64');
}

export interface WebhookMessage {
  readonly id: string;
  readonly body: string;
}

/** The headers of a message as https://www.standardwebhooks.com has them: an HMAC over identifier, moment and body. */
export function signedHeaders(secret: string, { id, body }: WebhookMessage, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const bytes = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
