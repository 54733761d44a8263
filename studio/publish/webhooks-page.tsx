import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { Confirm } from './confirm.js';
import { Field, Form } from './field.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { askRegistry } from './registry.js';
import { Ticks } from './ticks.js';
import { useAction, useRegistry } from './use-registry.js';

const QUERY = `{ me { partner { name } }
  webhooks { id url partner { title } events createdAt createdBy
    deliveries(first: 10) { id event status createdAt attempts nextAt answer } } }`;

interface Data {
  readonly me: { readonly partner: { readonly name: string } | null };
  readonly webhooks: readonly Webhook[];
}

interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly partner: { readonly title: string } | null;
  readonly events: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly deliveries: readonly {
    readonly id: string;
    readonly event: string;
    readonly status: string;
    readonly createdAt: string;
    readonly attempts: number;
    readonly nextAt: string | null;
    readonly answer: string | null;
  }[];
}

const EVENTS: Readonly<Record<string, string>> = {
  VERSION_PUBLISHED: 'A version was stored',
  VERSION_QUARANTINED: 'A version waits',
  VERSION_REFUSED: 'A version was refused',
  SUPERGRAPH_LIVE: 'Another supergraph is live',
  ROLLED_BACK: 'Something went back',
  GRANT_REQUESTED: 'A grant was asked for',
  GRANT_APPROVED: 'A grant was given',
};

/** The addresses that are told of events: added, looked after and taken away. */
export function WebhooksPage() {
  const [loaded, again] = useRegistry<Data>(QUERY);
  const [id, show] = useState<string | null>(null);
  return (
    <FromRegistry what="the webhooks" loaded={loaded}>
      {({ me, webhooks }) => {
        const shown = webhooks.find((webhook) => webhook.id === id);
        return (
          <>
            <FactsTable
              caption="Webhooks"
              rows={webhooks}
              keyOf={(webhook) => webhook.id}
              none="Nobody is told of anything yet."
              columns={[
                { title: 'Address', cell: ({ url }) => url },
                { title: 'Of', cell: ({ partner }) => partner?.title ?? 'operator' },
                { title: 'Told of', cell: ({ events }) => events.map((event) => EVENTS[event] ?? event).join(', ') },
                { title: 'Made', cell: ({ createdAt, createdBy }) => `${moment(createdAt)} by ${createdBy}` },
                { title: 'Last', cell: ({ deliveries }) => deliveries[0]?.status.toLowerCase() ?? 'nothing yet' },
                {
                  title: 'Look at it',
                  cell: (webhook) => (
                    <Button
                      look="plain"
                      label={`Show ${webhook.url}`}
                      isPressed={webhook.id === id}
                      onClick={() => show(webhook.id)}
                    >
                      Show
                    </Button>
                  ),
                },
              ]}
            />
            {shown && <Shown key={shown.id} webhook={shown} onDone={again} />}
            <NewWebhook isOperator={me.partner === null} onDone={again} />
          </>
        );
      }}
    </FromRegistry>
  );
}

function Shown({ webhook, onDone }: { readonly webhook: Webhook; readonly onDone: () => void }) {
  const { id, url, deliveries } = webhook;
  return (
    <section aria-label={url}>
      <FactsTable
        caption={`What ${url} was told in the last week, newest first`}
        rows={deliveries}
        keyOf={(delivery) => delivery.id}
        none="It was told nothing yet."
        columns={[
          { title: 'When', cell: ({ createdAt }) => moment(createdAt) },
          { title: 'Event', cell: ({ event }) => EVENTS[event] ?? event },
          { title: 'Status', cell: ({ status }) => status.toLowerCase() },
          { title: 'Tried', isNumber: true, cell: ({ attempts }) => attempts },
          { title: 'Answer', cell: ({ answer }) => answer ?? '–' },
          { title: 'Tried next', cell: ({ nextAt }) => moment(nextAt) },
        ]}
      />
      <Confirm
        title={`Take away ${url}`}
        warning="What waits for it is not told any more."
        word="take away"
        button="Take it away"
        work={() => askRegistry('mutation ($id: ID!) { deleteWebhook(id: $id) { id } }', { id })}
        onDone={onDone}
      />
    </section>
  );
}

const CREATE = 'mutation ($input: CreateWebhookInput!) { issued: createWebhook(input: $input) { secret } }';

function NewWebhook({ isOperator, onDone }: { readonly isOperator: boolean; readonly onDone: () => void }) {
  const [url, setUrl] = useState('');
  const [partner, setPartner] = useState('');
  const [events, setEvents] = useState<readonly string[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const { isBusy, failure, run } = useAction();
  const make = async () => {
    setSecret(null);
    const input = { url: url.trim(), events, ...(partner.trim() === '' ? {} : { partner: partner.trim() }) };
    const isDone = await run(async () => {
      const { issued } = await askRegistry<{ issued: { readonly secret: string } }>(CREATE, { input });
      setSecret(issued.secret);
    });
    if (isDone) onDone();
  };
  return (
    <>
      {secret !== null && (
        <Notice kind="success" title="The secret that signatures are checked with, shown this once">
          <p>
            <code className="publish-secret">{secret}</code>
          </p>
        </Notice>
      )}
      <Form title="Add a webhook" onSubmit={() => void make()}>
        <Field label="Address" hint="Where messages are posted, http or https." value={url} onChange={setUrl} />
        {isOperator && (
          <Field
            label="Name of its partner"
            hint="Leave it empty for an operator's, who is told of everything."
            value={partner}
            onChange={setPartner}
          />
        )}
        <Ticks legend="What it is told of" options={EVENTS} ticked={events} onChange={setEvents} />
        {failure !== null && <Notice kind="error" title={failure} />}
        <Button type="submit" look="main" isDisabled={isBusy || url.trim() === '' || events.length === 0}>
          Add it
        </Button>
      </Form>
    </>
  );
}
