import { useCallback, useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { replaceRoute, useRoute } from '../shell/route.js';
import { Field, Form } from './field.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { askUsages, USAGE_DAYS, type UsingClient } from './usages.js';
import { useRegistry } from './use-registry.js';

/** Who uses a type, field, argument or value, as far as gateways have reported it. */
export function UsagePage() {
  const asked = useRoute().parameters.get('of');
  const [coordinate, setCoordinate] = useState(asked ?? '');
  return (
    <>
      <Form title="Who uses it?" onSubmit={() => replaceRoute(['publish', 'usage'], { of: coordinate.trim() })}>
        <Field
          label="Type, field, argument or value"
          hint="For example Organisation.name or Query.organisation(odsCode:)"
          value={coordinate}
          onChange={setCoordinate}
        />
        <Button type="submit" look="main" isDisabled={coordinate.trim() === ''}>
          Look it up
        </Button>
      </Form>
      {asked !== null && asked !== '' && <OfCoordinate key={asked} coordinate={asked} />}
      <Clients />
    </>
  );
}

const USAGE = `{ hasData requests lastSeen deprecationReason sunset
  clients { name version requests lastSeen } operations { hash name kind requests lastSeen } }`;

interface Usage {
  readonly hasData: boolean;
  readonly requests: number;
  readonly lastSeen: string | null;
  readonly deprecationReason: string | null;
  readonly sunset: string | null;
  readonly clients: readonly UsingClient[];
  readonly operations: readonly {
    readonly hash: string;
    readonly name: string | null;
    readonly kind: string;
    readonly requests: number;
    readonly lastSeen: string;
  }[];
}

function OfCoordinate({ coordinate }: { readonly coordinate: string }) {
  const load = useCallback((signal: AbortSignal) => askUsages<Usage>([coordinate], USAGE, signal), [coordinate]);
  const loaded = useLoaded(load);
  return (
    <section aria-label={`Usage of ${coordinate}`}>
      <h2>{coordinate}</h2>
      <FromRegistry what="the usage" loaded={loaded}>
        {([usage]) =>
          usage && (
            <>
              {usage.deprecationReason !== null && (
                <Notice kind="warning" title={`Deprecated: ${usage.deprecationReason}`}>
                  {usage.sunset !== null && <p>Its owner wants to take it away on {usage.sunset}.</p>}
                </Notice>
              )}
              {usage.hasData ? (
                <p>
                  {usage.requests.toLocaleString('en-GB')} requests in the last {USAGE_DAYS} days, the last on{' '}
                  {moment(usage.lastSeen)}.
                </p>
              ) : (
                <p>No data yet: no gateway has reported what clients used in the last {USAGE_DAYS} days.</p>
              )}
              <ClientsTable caption="Clients that use it" clients={usage.clients} />
              <FactsTable
                caption="Operations that use it"
                rows={usage.operations}
                keyOf={({ hash }) => hash}
                none="No operation uses it."
                columns={[
                  { title: 'Operation', cell: ({ name, hash }) => name ?? hash.slice(0, 12) },
                  { title: 'Kind', cell: ({ kind }) => kind },
                  { title: 'Requests', isNumber: true, cell: ({ requests }) => requests.toLocaleString('en-GB') },
                  { title: 'Last', cell: ({ lastSeen }) => moment(lastSeen) },
                ]}
              />
            </>
          )
        }
      </FromRegistry>
    </section>
  );
}

function Clients() {
  const [loaded] = useRegistry<{ readonly clients: readonly UsingClient[] }>(
    `{ clients(days: ${USAGE_DAYS}) { name version requests lastSeen } }`,
  );
  return (
    <FromRegistry what="the clients" loaded={loaded}>
      {({ clients }) => <ClientsTable caption={`All clients of the last ${USAGE_DAYS} days`} clients={clients} />}
    </FromRegistry>
  );
}

interface ClientsTableProps {
  readonly caption: string;
  readonly clients: readonly UsingClient[];
}

function ClientsTable({ caption, clients }: ClientsTableProps) {
  return (
    <FactsTable
      caption={caption}
      rows={clients}
      keyOf={({ name, version }) => `${name} ${version}`}
      none={`${caption}: no data yet.`}
      columns={[
        { title: 'Client', cell: ({ name }) => name ?? 'does not say its name' },
        { title: 'Version', cell: ({ version }) => version ?? '–' },
        { title: 'Requests', isNumber: true, cell: ({ requests }) => requests.toLocaleString('en-GB') },
        { title: 'Last', cell: ({ lastSeen }) => moment(lastSeen) },
      ]}
    />
  );
}
