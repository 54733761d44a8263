import { fetchAsCaller } from '../identity/fetch-as-caller.js';

import type { FieldFacts } from '../../kit/table/column-origins.js';

/** Who answers a field: the subgraphs, and their owners in words where the gateway knows them; and where it is from. */
export type FieldOwner = Omit<FieldFacts, 'description'>;

export type FieldOwners = (type: string, field: string) => FieldOwner;

interface DescribedField {
  readonly name: string;
  readonly subgraphs: readonly string[];
  readonly provenance: FieldOwner['provenance'];
}

interface Described {
  readonly subgraphs: readonly { readonly name: string; readonly owner: string | null }[];
  readonly types: readonly {
    readonly name: string;
    readonly fields: readonly DescribedField[];
  }[];
}

const NOBODY: FieldOwner = { subgraphs: [], owner: null, provenance: null };
let loading: Promise<FieldOwners> | undefined;

/** Who owns each field, as the gateway tells it; nobody where it does not. */
export function loadFieldOwners(): Promise<FieldOwners> {
  loading ??= fetchOwners().catch(() => {
    loading = undefined;
    return () => NOBODY;
  });
  return loading;
}

async function fetchOwners(): Promise<FieldOwners> {
  const response = await fetchAsCaller(new URL('studio/api/graph', document.baseURI));
  if (!response.ok) throw new Error(`The gateway answered ${response.status}`);
  const { subgraphs, types } = (await response.json()) as Described;
  const names = new Map(subgraphs.map(({ name, owner }) => [name, owner]));
  const owners = new Map(
    types.flatMap(({ name, fields }) =>
      fields.map((field) => [`${name}.${field.name}`, ownerOf(field, names)] as const),
    ),
  );
  return (type, field) => owners.get(`${type}.${field}`) ?? NOBODY;
}

function ownerOf({ subgraphs, provenance }: DescribedField, names: ReadonlyMap<string, string | null>): FieldOwner {
  const named = subgraphs.flatMap((name) => names.get(name) ?? []);
  return { subgraphs, owner: named.length > 0 ? named.join(', ') : null, provenance };
}
