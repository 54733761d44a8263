import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Confirm } from './confirm.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { Changes } from './outcome.js';
import { askRegistry } from './registry.js';
import { useRegistry } from './use-registry.js';

const QUERY = `{ me { partner { name } scopes } supergraph { serial }
  supergraphs(first: 50) { serial createdAt cause createdBy members { subgraph version } } }`;

interface Data {
  readonly me: { readonly partner: unknown; readonly scopes: readonly string[] };
  readonly supergraph: { readonly serial: number } | null;
  readonly supergraphs: readonly Supergraph[];
}

interface Supergraph {
  readonly serial: number;
  readonly createdAt: string;
  readonly cause: string;
  readonly createdBy: string;
  readonly members: readonly { readonly subgraph: string; readonly version: number }[];
}

/** The supergraphs that were live, what differed, and the operator's way back. */
export function HistoryPage() {
  const [loaded, again] = useRegistry<Data>(QUERY);
  const [serial, show] = useState<number | null>(null);
  return (
    <FromRegistry what="the history" loaded={loaded}>
      {({ me, supergraph, supergraphs }) => (
        <>
          <FactsTable
            caption="Supergraphs, newest first"
            rows={supergraphs}
            keyOf={(one) => String(one.serial)}
            none="None was ever live."
            columns={[
              { title: 'Number', cell: (one) => one.serial },
              { title: 'Live since', cell: ({ createdAt }) => moment(createdAt) },
              { title: 'Why', cell: ({ cause }) => cause },
              { title: 'By', cell: ({ createdBy }) => createdBy },
              {
                title: 'Made of',
                cell: ({ members }) => members.map(({ subgraph, version }) => `${subgraph} ${version}`).join(', '),
              },
              {
                title: 'Compare',
                cell: (one) =>
                  one.serial === supergraph?.serial ? (
                    'live'
                  ) : (
                    <Button
                      look="plain"
                      label={`Compare number ${one.serial} with the live one`}
                      isPressed={one.serial === serial}
                      onClick={() => show(one.serial)}
                    >
                      Compare
                    </Button>
                  ),
              },
            ]}
          />
          {serial !== null && <Difference key={serial} from={serial} />}
          {serial !== null && me.partner === null && me.scopes.includes('ADMIN') && (
            <Confirm
              key={`back ${serial}`}
              title={`Make number ${serial} live again`}
              warning="All subgraphs go back to the versions that it was made of, under a new number."
              word={`number ${serial}`}
              button={`Go back to number ${serial}`}
              work={() =>
                askRegistry('mutation ($serial: Int!) { rollbackSupergraph(serial: $serial) { serial } }', { serial })
              }
              onDone={again}
            />
          )}
        </>
      )}
    </FromRegistry>
  );
}

const DIFF = `query ($from: Int!) { diff(from: $from) { members { subgraph from to }
  changes { level coordinate message } } }`;

interface DiffData {
  readonly diff: {
    readonly members: readonly {
      readonly subgraph: string;
      readonly from: number | null;
      readonly to: number | null;
    }[];
    readonly changes: Parameters<typeof Changes>[0]['changes'];
  } | null;
}

function Difference({ from }: { readonly from: number }) {
  const [loaded] = useRegistry<DiffData>(DIFF, { from });
  return (
    <section aria-label={`From number ${from} to the live one`}>
      <h2>From number {from} to the live one</h2>
      <FromRegistry what="the difference" loaded={loaded}>
        {({ diff }) => (
          <>
            <FactsTable
              caption="Subgraphs that changed"
              rows={diff?.members ?? []}
              keyOf={({ subgraph }) => subgraph}
              none="No subgraph changed."
              columns={[
                { title: 'Subgraph', cell: ({ subgraph }) => subgraph },
                { title: 'Version then', cell: (member) => member.from ?? 'not there' },
                { title: 'Version now', cell: ({ to }) => to ?? 'not there' },
              ]}
            />
            <Changes changes={diff?.changes ?? []} />
          </>
        )}
      </FromRegistry>
    </section>
  );
}
