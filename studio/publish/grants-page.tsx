import { useState } from 'react';
import { Button } from '../kit/button.js';
import { Choice } from '../kit/choice.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { Field, Form } from './field.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { askRegistry } from './registry.js';
import { useAction, useRegistry, type Action } from './use-registry.js';

const QUERY = `{ me { partner { name } scopes } partners { name title }
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
  readonly partners: readonly Partner[];
  readonly grants: readonly Grant[];
}

interface Partner {
  readonly name: string;
  readonly title: string;
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
  ['DEFINITION', 'Define it otherwise'],
] as const;

const WORDS: Readonly<Record<string, string>> = Object.fromEntries(ACTS);

/** What partners let each other do: asked for, approved, refused and taken back. */
export function GrantsPage() {
  const [loaded, again] = useRegistry<Data>(QUERY);
  const action = useAction();
  return (
    <FromRegistry what="the grants" loaded={loaded}>
      {({ me, partners, grants }) => (
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
          {mayGrant(me) && <Ask partners={me.partner === null ? partners : []} onDone={again} />}
          {mayGrant(me) && <Offer partners={partners} onDone={again} />}
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

function mayGrant({ scopes }: Data['me']): boolean {
  return scopes.includes('ADMIN') || scopes.includes('GRANT');
}

function Decide({ grant: { id, coordinate, owner, grantee, status }, me, action, onDone }: DecideProps) {
  const [end, setEnd] = useState('');
  const may = mayGrant(me);
  const own = me.partner?.name ?? null;
  const isOwner = may && (own === null || own === owner);
  const decide = async (mutation: string, variables: object = {}) => {
    if (await action.run(() => askRegistry(mutation, { id, ...variables }))) onDone();
  };
  const button = (title: string, work: () => Promise<void>) => (
    <Button label={`${title} ${coordinate}`} isDisabled={action.isBusy} onClick={() => void work()}>
      {title}
    </Button>
  );
  if (status === 'ASKED' && isOwner) {
    return (
      <div className="publish-buttons">
        <label className="publish-end">
          Until
          <input
            type="date"
            value={end}
            aria-label={`Last day for ${coordinate}; for ever when empty`}
            onChange={(event) => setEnd(event.target.value)}
          />
        </label>
        {button('Approve', () => decide(APPROVE, { expiresAt: endOf(end) }))}
        {button('Refuse', () => decide('mutation ($id: ID!) { refuseGrant(id: $id) { id } }'))}
      </div>
    );
  }
  if (status === 'APPROVED' && (isOwner || (may && own === grantee)))
    return button('Revoke', () => decide('mutation ($id: ID!) { revokeGrant(id: $id) { id } }'));
  return '–';
}

const APPROVE = `mutation ($id: ID!, $expiresAt: DateTime) {
  approveGrant(input: { id: $id, expiresAt: $expiresAt }) { id } }`;

/** The end of a day where the user is; null for none. */
function endOf(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}

const CHOICES = ACTS.map(([value, title]) => ({ value, title }));

interface FormProps {
  readonly partners: readonly Partner[];
  readonly onDone: () => void;
}

/** Partners are those to ask for: none where the caller is one. */
function Ask({ partners, onDone }: FormProps) {
  const [coordinate, setCoordinate] = useState('');
  const [act, setAct] = useState<(typeof ACTS)[number][0]>('REQUIRES');
  const [reason, setReason] = useState('');
  const [partner, setPartner] = useState(partners[0]?.name ?? '');
  const { isBusy, failure, run } = useAction();
  const submit = async () => {
    const mutation = 'mutation ($input: RequestGrantInput!) { requestGrant(input: $input) { id } }';
    const input = { coordinate: coordinate.trim(), act, reason, ...(partner === '' ? {} : { partner }) };
    if (await run(() => askRegistry(mutation, { input }))) onDone();
  };
  return (
    <Form title="Ask for a grant" onSubmit={() => void submit()}>
      <Field label="Type or field" hint="For example Person.email" value={coordinate} onChange={setCoordinate} />
      <div className="publish-field">
        <Choice label="To do what" value={act} options={CHOICES} onChange={setAct} />
      </div>
      {partners.length > 0 && (
        <div className="publish-field">
          <Choice label="Who asks" value={partner} options={partners.map(optionOf)} onChange={setPartner} />
        </div>
      )}
      <Field label="Why" value={reason} onChange={setReason} />
      {failure !== null && <Notice kind="error" title={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy || coordinate.trim() === '' || reason.trim() === ''}>
        Ask
      </Button>
    </Form>
  );
}

function Offer({ partners, onDone }: FormProps) {
  const [coordinate, setCoordinate] = useState('');
  const [act, setAct] = useState<(typeof ACTS)[number][0]>('REQUIRES');
  const [grantee, setGrantee] = useState('');
  const [end, setEnd] = useState('');
  const { isBusy, failure, run } = useAction();
  const submit = async () => {
    const mutation = 'mutation ($input: OfferGrantInput!) { offerGrant(input: $input) { id } }';
    const to = grantee === '' ? {} : { grantee };
    const input = { coordinate: coordinate.trim(), act, expiresAt: endOf(end), ...to };
    if (await run(() => askRegistry(mutation, { input }))) onDone();
  };
  return (
    <Form title="Offer a grant of what is yours" onSubmit={() => void submit()}>
      <Field label="Type or field to offer" value={coordinate} onChange={setCoordinate} />
      <div className="publish-field">
        <Choice label="To do what with it" value={act} options={CHOICES} onChange={setAct} />
      </div>
      <div className="publish-field">
        <Choice
          label="To whom"
          value={grantee}
          options={[{ value: '', title: 'Everybody' }, ...partners.map(optionOf)]}
          onChange={setGrantee}
        />
      </div>
      <Field label="Last day" hint="Leave it empty for ever." type="date" value={end} onChange={setEnd} />
      {failure !== null && <Notice kind="error" title={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy || coordinate.trim() === ''}>
        Offer
      </Button>
    </Form>
  );
}

function optionOf({ name, title }: Partner) {
  return { value: name, title };
}
