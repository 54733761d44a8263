import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Log } from '../../kit/log.js';
import type { PolicyJudge } from './judge-policies.js';

export interface PolicyServiceOptions {
  readonly url: string;
  readonly timeoutMs: number;
  /** How long an answer counts. */
  readonly cacheMs: number;
  readonly log: Log;
}

const ANSWERS_MAX = 10_000;
const ANSWER_BYTES = 64 * 1024;

const answer = z.object({ granted: z.array(z.string()) });

type Granted = ReadonlySet<string>;

/**
 * Judges policies by a service: it is posted `{"policies", "subject", "scopes", "claims", "purpose"}` and answers
 * `{"granted": ["…"]}`, with those of the policies that hold. When it does not answer so, none holds, and the next request
 * asks again.
 */
export function createPolicyService(options: PolicyServiceOptions): PolicyJudge {
  const known = new LRUCache<string, Granted | Promise<Granted>>({ max: ANSWERS_MAX });
  return {
    judge(policies, { caller, context }) {
      const question = JSON.stringify({
        policies,
        subject: caller?.subject ?? null,
        scopes: [...(caller?.scopes ?? [])],
        claims: caller?.claims ?? {},
        purpose: context.purpose,
      });
      const key = hash('sha256', question);
      const found = known.get(key);
      if (found !== undefined) return found;
      const asked = ask(question, policies, options).then(
        (granted) => {
          if (options.cacheMs === 0) known.delete(key);
          else known.set(key, granted, { ttl: options.cacheMs });
          return granted;
        },
        (error: unknown) => {
          known.delete(key);
          options.log.warn({ err: error }, 'The policy service did not answer');
          return new Set<string>();
        },
      );
      known.set(key, asked);
      return asked;
    },
  };
}

async function ask(
  question: string,
  policies: readonly string[],
  { url, timeoutMs }: PolicyServiceOptions,
): Promise<Granted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: question,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`It answered with status ${response.status}`);
  }
  const { granted } = answer.parse(JSON.parse(await textOf(response)));
  return new Set(granted.filter((name) => policies.includes(name)));
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > ANSWER_BYTES) throw new Error(`It answered with more than ${ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
