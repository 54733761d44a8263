import type { CallerReport } from '../../gateway/studio-api/contract/caller-report.js';
import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import type { HealthReport } from '../../gateway/studio-api/contract/health-report.js';
import type { Offers, SampleToken } from '../../gateway/studio-api/contract/offers.js';
import { fetchAsCaller } from '../identity/fetch-as-caller.js';

/** Proves to the gateway that no page of another site asks. */
export const FROM_PAGE = { 'content-type': 'application/json', 'apollo-require-preflight': 'true' } as const;

let graph: Promise<GraphDescription> | undefined;

/** The graph as the gateway describes it, asked for once. Rejects where the gateway does not let it be seen. */
export function loadGraph(): Promise<GraphDescription> {
  graph ??= get<GraphDescription>('graph').catch((error: unknown) => {
    graph = undefined;
    throw error;
  });
  return graph;
}

/** Who asks, as the gateway knows them. */
export function loadCaller(signal?: AbortSignal): Promise<CallerReport> {
  return get<CallerReport>('caller', signal);
}

export function loadHealth(signal?: AbortSignal): Promise<HealthReport> {
  return get<HealthReport>('health', signal);
}

export function loadOffers(signal?: AbortSignal): Promise<Offers> {
  return get<Offers>('offers', signal);
}

/** Becomes one of the samples that the gateway offers. */
export async function signInAs(role: string): Promise<SampleToken> {
  const response = await fetch(studioApi('sign-in'), {
    method: 'POST',
    headers: FROM_PAGE,
    body: JSON.stringify({ as: role }),
  });
  return read<SampleToken>(response);
}

/** Where the gateway answers the studio, whatever path a proxy gave it. */
export function studioApi(name: string): URL {
  return new URL(`studio/api/${name}`, document.baseURI);
}

async function get<Value>(name: string, signal: AbortSignal | null = null): Promise<Value> {
  return read<Value>(await fetchAsCaller(studioApi(name), { signal }));
}

async function read<Value>(response: Response): Promise<Value> {
  const body = (await response.json().catch(() => null)) as (Value & Refusal) | null;
  if (response.ok && body) return body;
  throw new Error(body?.errors?.[0]?.message ?? `The gateway answered ${response.status}`);
}

interface Refusal {
  readonly errors?: readonly { readonly message: string }[];
}
