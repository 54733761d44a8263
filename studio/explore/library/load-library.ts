import { fetchAsCaller } from '../../identity/fetch-as-caller.js';

/** A query of the analysts' library. */
export interface SavedQuery {
  /** As in addresses: `practices-reached`. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly owner: string;
  readonly text: string;
  /** The list that its table is made of. */
  readonly table: string;
  readonly variables: readonly SavedVariable[];
}

export interface SavedVariable {
  readonly name: string;
  readonly description: string;
  /** A query whose answer lists what can be chosen, each with `value` and `label`; null where anything may be written. */
  readonly choices: string | null;
}

let loading: Promise<readonly SavedQuery[]> | undefined;

/** The saved queries that the gateway knows, asked for once. */
export function loadLibrary(): Promise<readonly SavedQuery[]> {
  loading ??= fetchLibrary().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchLibrary(): Promise<readonly SavedQuery[]> {
  const response = await fetchAsCaller(new URL('data', document.baseURI), { headers: { accept: 'application/json' } });
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`The library of saved queries answered ${response.status}`);
  const { queries } = (await response.json()) as { readonly queries: readonly SavedQuery[] };
  return queries;
}
