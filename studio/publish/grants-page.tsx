import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { Choice, Field, Form } from './field.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { askRegistry } from './registry.js';
import { useAction, useRegistry, type Action } from './use-registry.js';

const QUERY = `{ me { partner { name } scopes }
  grants(first: 200) { id coordinate act owner grantee status reason answer createdAt expiresAt } }`;

interface Grant {
  readonly id: string;
  readonly coordinate: string;
  readonly act: string;
  readonly owner: string;
  readonly grantee: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly answer: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

interface Data {
  readonly me: { readonly partner: { readonly name: string } | null; readonly scopes: readonly string[] };
  readonly grants: readonly Grant[];
}

const ACTS = [
  ['OVERRIDE', 'Answer it in the owner’s place'],
  ['REQUIRES', 'Receive it with each request'],
  ['KEY', 'Receive it as a key'],
  ['PROVIDES', 'Answer it along with one’s own'],
  ['FROM_CONTEXT', 'Receive it by way of a context'],
  ['SHAREABLE', 'Answer it as well as the owner'],
  ['INTERFACE_OBJECT', 'Add fields to every type of an interface'],
  ['PROTECTION', 'Define it with other protection'],
  ['INACCESSIBLE', 'Hide it from clients'],
] as const;

const WORDS: Readonly<Record<string, string>> = Object.fromEntries(ACTS);

/** What partners let each other do: asked for, approved, refused and taken back. */
export function GrantsPage() {
  const [loaded, again] = useRegistry<Data>(QUERY);
  const action = useAction();
  return (
    <FromRegistry what="the grants" loaded={loaded}>
      {({ me, grants }) => (
        <>
          {action.failure !== null && <Notice kind="error" title={action.failure} />}
          <FactsTable
            caption="Grants: those that wait for an answer, then the newest"
            rows={grants.toSorted((a, b) => Number(b.status === 'ASKED') - Number(a.status === 'ASKED'))}
            keyOf={({ id }) => id}
            none="Nothing was asked for, and nothing given."
            columns={[
              { title: 'What', cell: ({ coordinate }) => coordinate },
              { title: 'To do what', cell: ({ act }) => WORDS[act] ?? act },
              { title: 'Owner', cell: ({ owner }) => owner },
              { title: 'For', cell: ({ grantee }) => grantee ?? 'everybody' },
              { title: 'Status', cell: ({ status }) => status.toLowerCase() },
              { title: 'Why', cell: ({ reason, answer }) => [reason, answer].filter(Boolean).join(' – ') || '–' },
              { title: 'Asked', cell: ({ createdAt }) => moment(createdAt) },
              { title: 'Ends', cell: ({ expiresAt }) => moment(expiresAt) },
              { title: 'Decide', cell: (grant) => <Decide grant={grant} me={me} action={action} onDone={again} /> },
            ]}
          />
          {me.scopes.includes('GRANT') && <Ask onDone={again} />}
        </>
      )}
    </FromRegistry>
  );
}

interface DecideProps {
  readonly grant: Grant;
  readonly me: Data['me'];
  readonly action: Action;
  readonly onDone: () => void;
}

function Decide({ grant: { id, coordinate, owner, grantee, status }, me, action, onDone }: DecideProps) {
  const may = me.scopes.includes('ADMIN') || me.scopes.includes('GRANT');
  const own = me.partner?.name ?? null;
  const isOwner = may && (own === null || own === owner);
  const decide = async (mutation: string) => {
    if (await action.run(() => askRegistry(mutation, { id }))) onDone();
  };
  const button = (title: string, mutation: string) => (
    <Button label={`${title} ${coordinate}`} isDisabled={action.isBusy} onClick={() => void decide(mutation)}>
      {title}
    </Button>
  );
  if (status === 'ASKED' && isOwner) {
    return (
      <div className="publish-buttons">
        {button('Approve', 'mutation ($id: ID!) { approveGrant(input: { id: $id }) { id } }')}
        {button('Refuse', 'mutation ($id: ID!) { refuseGrant(id: $id) { id } }')}
      </div>
    );
  }
  if (status === 'APPROVED' && (isOwner || (may && own === grantee)))
    return button('Revoke', 'mutation ($id: ID!) { revokeGrant(id: $id) { id } }');
  return '–';
}

function Ask({ onDone }: { readonly onDone: () => void }) {
  const [coordinate, setCoordinate] = useState('');
  const [act, setAct] = useState('REQUIRES');
  const [reason, setReason] = useState('');
  const { isBusy, failure, run } = useAction();
  const submit = async () => {
    const mutation = 'mutation ($input: RequestGrantInput!) { requestGrant(input: $input) { id } }';
    if (await run(() => askRegistry(mutation, { input: { coordinate: coordinate.trim(), act, reason } }))) onDone();
  };
  return (
    <Form title="Ask for a grant" onSubmit={() => void submit()}>
      <Field label="Type or field" hint="For example Person.email" value={coordinate} onChange={setCoordinate} />
      <Choice
        label="To do what"
        value={act}
        options={ACTS.map(([value, title]) => ({ value, title }))}
        onChange={setAct}
      />
      <Field label="Why" value={reason} onChange={setReason} />
      {failure !== null && <Notice kind="error" title={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy || coordinate.trim() === '' || reason.trim() === ''}>
        Ask
      </Button>
    </Form>
  );
}
