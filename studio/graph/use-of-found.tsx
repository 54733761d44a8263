import { useCallback, type ReactNode } from 'react';
import type { FactColumn } from '../kit/facts-table.js';
import { useSettled } from '../kit/use-settled.js';
import { useRegistryTold, type RegistryTold } from '../publish/registry-told.js';
import { askUsages, USAGE_DAYS, USAGES_MAX, type UsingClient } from '../publish/usages.js';
import { WhyNotTold } from '../publish/why-not-told.js';
import { routeTo } from '../shell/route.js';
import type { Found } from './search.js';

/** Who types is not asked about for each letter. */
const SETTLED_AFTER_MS = 400;
const CLIENTS_NAMED_MAX = 3;
/** The registry names no more operations. */
const OPERATIONS_MAX = 100;
const USE = '{ coordinate hasData requests clients { name } operations { hash } }';

interface Use {
  readonly coordinate: string;
  readonly hasData: boolean;
  readonly requests: number;
  readonly clients: readonly Pick<UsingClient, 'name'>[];
  readonly operations: readonly unknown[];
}

/** How what was found is used: a column of a table, or what to say once in its place. */
export interface ShownUse {
  readonly columns: readonly FactColumn<Found>[];
  readonly note: ReactNode;
}

/** How much, and by which clients, what was found is used; all of it asked for at once. */
export function useUse(found: readonly Found[]): ShownUse {
  const coordinates = found.slice(0, USAGES_MAX).map(({ coordinate }) => coordinate);
  const asked = useSettled(JSON.stringify(coordinates), SETTLED_AFTER_MS);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const uses = await askUsages<Use>(JSON.parse(asked) as readonly string[], USE, signal);
      return new Map(uses.map((use) => [use.coordinate, use]));
    },
    [asked],
  );
  return shownUse(useRegistryTold(ask));
}

function shownUse(told: RegistryTold<ReadonlyMap<string, Use>>): ShownUse {
  if (told.kind === 'loading') return { columns: [columnOf(new Map())], note: null };
  if (told.kind !== 'told') return { columns: [], note: <WhyNotTold what="use by clients" told={told} /> };
  if ([...told.value.values()].some(({ hasData }) => !hasData))
    return { columns: [], note: `No gateway has reported in the last ${USAGE_DAYS} days what clients used` };
  return { columns: [columnOf(told.value)], note: null };
}

function columnOf(uses: ReadonlyMap<string, Use>): FactColumn<Found> {
  return {
    title: `Use in ${USAGE_DAYS} days`,
    cell: ({ coordinate }) => {
      const use = uses.get(coordinate);
      return use === undefined ? '…' : <Used use={use} />;
    },
  };
}

function Used({ use }: { readonly use: Use }) {
  const { coordinate, requests, operations } = use;
  if (requests === 0) return 'not used';
  const many = operations.length >= OPERATIONS_MAX ? `${OPERATIONS_MAX} or more` : operations.length;
  return (
    <>
      <a
        href={routeTo(['publish', 'usage'], { of: coordinate })}
        aria-label={`Who uses ${coordinate}: ${counted(requests, 'request')}`}
      >
        {counted(requests, 'request')}
      </a>
      , {many} {operations.length === 1 ? 'operation' : 'operations'}, by {clientsInWords(use)}
    </>
  );
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? noun : `${noun}s`}`;
}

/** Whatever their versions. */
function clientsInWords({ clients }: Use): string {
  const names = [...new Set(clients.map(({ name }) => name ?? 'clients without a name'))];
  const more = names.length - CLIENTS_NAMED_MAX;
  return more > 0 ? `${names.slice(0, CLIENTS_NAMED_MAX).join(', ')} and ${more} more` : names.join(', ');
}
