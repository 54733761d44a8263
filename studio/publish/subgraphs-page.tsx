import { FactsTable } from '../kit/facts-table.js';
import { routeTo } from '../shell/route.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { useRegistry } from './use-registry.js';

const QUERY = `{ subgraphs { name partner { name title } live { number publishedAt }
  newest { number status publishedAt findings { severity } } } }`;

interface Data {
  readonly subgraphs: readonly {
    readonly name: string;
    readonly partner: { readonly title: string };
    readonly live: { readonly number: number; readonly publishedAt: string } | null;
    readonly newest: {
      readonly number: number;
      readonly status: string;
      readonly publishedAt: string;
      readonly findings: readonly { readonly severity: string }[];
    };
  }[];
}

/** Every subgraph with its live version, and those that wait in quarantine. */
export function SubgraphsPage() {
  const [loaded] = useRegistry<Data>(QUERY);
  return (
    <FromRegistry what="the subgraphs" loaded={loaded}>
      {({ subgraphs }) => (
        <FactsTable
          caption="Subgraphs"
          rows={subgraphs}
          keyOf={({ name }) => name}
          none="Nothing was published yet."
          columns={[
            { title: 'Subgraph', cell: ({ name }) => <a href={routeTo(['publish', 'subgraphs', name])}>{name}</a> },
            { title: 'Partner', cell: ({ partner }) => partner.title },
            { title: 'Live version', isNumber: true, cell: ({ live }) => live?.number ?? 'none' },
            { title: 'Since', cell: ({ live }) => moment(live?.publishedAt ?? null) },
            {
              title: 'In quarantine',
              cell: ({ newest }) =>
                newest.status === 'QUARANTINED'
                  ? `Version ${newest.number}, ${newest.findings.length} findings`
                  : 'nothing',
            },
          ]}
        />
      )}
    </FromRegistry>
  );
}
