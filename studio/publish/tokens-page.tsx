import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { Field, Form } from './field.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { askRegistry } from './registry.js';
import { Ticks } from './ticks.js';
import { useAction, useRegistry } from './use-registry.js';

const QUERY = `{ me { partner { name } scopes }
  tokens { id name partner { title } scopes subgraphs createdAt rotatedAt expiresAt revokedAt } }`;

interface Token {
  readonly id: string;
  readonly name: string;
  readonly partner: { readonly title: string } | null;
  readonly scopes: readonly string[];
  readonly subgraphs: readonly string[] | null;
  readonly createdAt: string;
  readonly rotatedAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

interface Data {
  readonly me: { readonly partner: { readonly name: string } | null; readonly scopes: readonly string[] };
  readonly tokens: readonly Token[];
}

type Issued = Readonly<Record<string, { readonly secret: string }>>;

const SCOPES = ['PUBLISH', 'CHECK', 'GRANT', 'READ', 'TOKENS', 'WEBHOOKS'];

/** The tokens of a partner: made, given another secret, and revoked. A secret is shown once. */
export function TokensPage() {
  const [loaded, again] = useRegistry<Data>(QUERY);
  const [secret, setSecret] = useState<string | null>(null);
  const { isBusy, failure, run } = useAction();
  const issue = async (mutation: string, variables: Readonly<Record<string, unknown>>) => {
    setSecret(null);
    const isDone = await run(async () => {
      const [issued] = Object.values(await askRegistry<Issued>(mutation, variables));
      setSecret(issued?.secret ?? null);
    });
    if (isDone) again();
  };
  const button = (title: string, token: Token, mutation: string) => (
    <Button label={`${title} ${token.name}`} isDisabled={isBusy} onClick={() => void issue(mutation, { id: token.id })}>
      {title}
    </Button>
  );
  return (
    <>
      {secret !== null && (
        <Notice kind="success" title="The token, shown this once">
          <p>
            <code className="publish-secret">{secret}</code>
          </p>
        </Notice>
      )}
      {failure !== null && <Notice kind="error" title={failure} />}
      <FromRegistry what="the tokens" loaded={loaded}>
        {({ me, tokens }) => (
          <>
            <FactsTable
              caption="Tokens that work"
              rows={tokens.filter(isCounting)}
              keyOf={({ id }) => id}
              none="There are none."
              columns={[
                { title: 'For what', cell: ({ name }) => name },
                { title: 'Of', cell: ({ partner }) => partner?.title ?? 'operator' },
                { title: 'May', cell: ({ scopes }) => scopes.join(', ') },
                { title: 'Limited to', cell: ({ subgraphs }) => subgraphs?.join(', ') ?? 'all of them' },
                { title: 'Secret since', cell: ({ rotatedAt }) => moment(rotatedAt) },
                { title: 'Ends', cell: ({ expiresAt }) => moment(expiresAt) },
                {
                  title: 'Change',
                  cell: (token) => (
                    <div className="publish-buttons">
                      {button('Rotate', token, 'mutation ($id: ID!) { rotateToken(id: $id) { secret } }')}
                      {button('Revoke', token, 'mutation ($id: ID!) { revokeToken(id: $id) { id } }')}
                    </div>
                  ),
                },
              ]}
            />
            <NewToken
              partner={me.partner?.name ?? null}
              scopes={me.partner ? SCOPES.filter((scope) => me.scopes.includes(scope)) : SCOPES}
              onMake={(input) =>
                issue('mutation ($input: CreateTokenInput!) { createToken(input: $input) { secret } }', { input })
              }
            />
          </>
        )}
      </FromRegistry>
    </>
  );
}

function isCounting({ expiresAt, revokedAt }: Token): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > Date.now());
}

interface NewTokenProps {
  readonly partner: string | null;
  readonly scopes: readonly string[];
  readonly onMake: (input: Readonly<Record<string, unknown>>) => Promise<void>;
}

function NewToken({ partner, scopes, onMake }: NewTokenProps) {
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const make = () => {
    const of = partner ?? owner.trim();
    void onMake({ name: name.trim(), scopes: chosen, ...(of === '' ? {} : { partner: of }) });
  };
  return (
    <Form title="Make a token" onSubmit={make}>
      <Field label="What it is for" value={name} onChange={setName} />
      {partner === null && (
        <Field label="Name of its partner" hint="Leave it empty for an operator's." value={owner} onChange={setOwner} />
      )}
      <Ticks
        legend="What it may do"
        options={Object.fromEntries(scopes.map((scope) => [scope, scope]))}
        ticked={chosen}
        onChange={setChosen}
      />
      <Button type="submit" look="main" isDisabled={name.trim() === '' || chosen.length === 0}>
        Make it
      </Button>
    </Form>
  );
}
