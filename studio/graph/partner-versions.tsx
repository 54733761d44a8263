import { useCallback } from 'react';
import { FactsTable } from '../kit/facts-table.js';
import { moment } from '../publish/moment.js';
import { useRegistryTold } from '../publish/registry-told.js';
import { askRegistry } from '../publish/registry.js';
import { WhyNotTold } from '../publish/why-not-told.js';
import { routeTo } from '../shell/route.js';
import type { Partner } from './partners.js';
import { newestVersions, versionsQuery, type ShownVersion, type VersionsData } from './versions.js';

/** The newest versions of a partner's subgraphs, those that were refused among them. */
export function PartnerVersions({ partner }: { readonly partner: Partner }) {
  const { subgraphs } = partner;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const names = subgraphs.map(({ name }) => name);
      const { query, variables } = versionsQuery(names);
      return newestVersions(names, await askRegistry<VersionsData>(query, variables, signal));
    },
    [subgraphs],
  );
  const told = useRegistryTold(ask);
  return (
    <>
      {told.kind === 'told' ? (
        <Versions versions={told.value} />
      ) : (
        <p role={told.kind === 'loading' ? 'status' : undefined}>
          <WhyNotTold what="versions of their subgraphs" told={told} />.
        </p>
      )}
      <ul>
        {subgraphs.map(({ name }) => (
          <li key={name}>
            <a href={routeTo(['publish', 'subgraphs', name])}>All versions of {name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Versions({ versions }: { readonly versions: readonly ShownVersion[] }) {
  return (
    <FactsTable
      caption="Newest versions of their subgraphs"
      rows={versions}
      keyOf={({ key }) => key}
      none="The registry knows no version of their subgraphs."
      columns={[
        { title: 'Version', cell: ({ subgraph, number }) => `${subgraph}${number === null ? '' : ` ${number}`}` },
        { title: 'State', cell: ({ state }) => state },
        { title: 'Published', cell: ({ at }) => moment(at) },
        { title: 'By', cell: ({ by }) => by },
      ]}
    />
  );
}
