import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { Confirm } from './confirm.js';
import { Field, Form } from './field.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { askRegistry } from './registry.js';
import { useAction, useRegistry } from './use-registry.js';

const QUERY = `{ me { partner { name } scopes }
  contracts { name include exclude changedAt changedBy supergraph { serial } } }`;

interface Data {
  readonly me: { readonly partner: unknown; readonly scopes: readonly string[] };
  readonly contracts: readonly Contract[];
}

interface Contract {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly changedAt: string;
  readonly changedBy: string;
  readonly supergraph: { readonly serial: number } | null;
}

/** The parts of the graph that are delivered by themselves: looked at by all, made and changed by an operator. */
export function ContractsPage() {
  const [loaded, again] = useRegistry<Data>(QUERY);
  const [name, show] = useState<string | null>(null);
  return (
    <FromRegistry what="the contracts" loaded={loaded}>
      {({ me, contracts }) => {
        const shown = contracts.find((contract) => contract.name === name);
        const mayChange = me.partner === null && me.scopes.includes('ADMIN');
        return (
          <>
            <FactsTable
              caption="Contracts"
              rows={contracts}
              keyOf={(contract) => contract.name}
              none="The graph is delivered as a whole only."
              columns={[
                { title: 'Contract', cell: (contract) => contract.name },
                { title: 'Shows', cell: ({ include }) => include.join(', ') || 'everything' },
                { title: 'Hides', cell: ({ exclude }) => exclude.join(', ') || 'nothing' },
                { title: 'Changed', cell: ({ changedAt, changedBy }) => `${moment(changedAt)} by ${changedBy}` },
                { title: 'Of supergraph', cell: ({ supergraph }) => supergraph?.serial ?? 'none yet' },
                {
                  title: 'Look at it',
                  cell: (contract) => (
                    <Button
                      look="plain"
                      label={`Show ${contract.name}`}
                      isPressed={contract.name === name}
                      onClick={() => show(contract.name)}
                    >
                      Show
                    </Button>
                  ),
                },
              ]}
            />
            {shown && <Schema key={`schema ${shown.name} ${shown.changedAt}`} name={shown.name} />}
            {mayChange && <Change key={shown?.name ?? ''} contract={shown} onDone={again} />}
            {mayChange && shown && (
              <Confirm
                title={`Take ${shown.name} away`}
                warning="Its address gives nothing any more; gateways that follow it go on with what they have."
                word={shown.name}
                button={`Take ${shown.name} away`}
                work={() =>
                  askRegistry('mutation ($name: String!) { deleteContract(name: $name) { name } }', {
                    name: shown.name,
                  })
                }
                onDone={again}
              />
            )}
          </>
        );
      }}
    </FromRegistry>
  );
}

const SCHEMA = 'query ($name: String!) { contract(name: $name) { supergraph { sdl } } }';

interface SchemaData {
  readonly contract: { readonly supergraph: { readonly sdl: string } | null } | null;
}

function Schema({ name }: { readonly name: string }) {
  const [loaded] = useRegistry<SchemaData>(SCHEMA, { name });
  return (
    <FromRegistry what="its schema" loaded={loaded}>
      {({ contract }) => (
        <details>
          <summary>Schema of {name}, with what is hidden marked as inaccessible</summary>
          <pre className="publish-schema" tabIndex={0} aria-label={`Schema of ${name}`}>
            {contract?.supergraph?.sdl ?? 'Nothing is live yet.'}
          </pre>
        </details>
      )}
    </FromRegistry>
  );
}

interface ChangeProps {
  readonly contract: Contract | undefined;
  readonly onDone: () => void;
}

function Change({ contract, onDone }: ChangeProps) {
  const [name, setName] = useState(contract?.name ?? '');
  const [include, setInclude] = useState(contract?.include.join(', ') ?? '');
  const [exclude, setExclude] = useState(contract?.exclude.join(', ') ?? '');
  const { isBusy, failure, run } = useAction();
  const input = { name: name.trim(), include: tagsIn(include), exclude: tagsIn(exclude) };
  const set = async () => {
    const mutation = 'mutation ($input: ContractInput!) { setContract(input: $input) { name } }';
    if (await run(() => askRegistry(mutation, { input }))) onDone();
  };
  return (
    <Form title={contract ? `Change ${contract.name}` : 'Make a contract'} onSubmit={() => void set()}>
      <p>Clients of it see what its tags let in. Another supergraph is live then.</p>
      {!contract && <Field label="Name of the contract" value={name} onChange={setName} />}
      <Field
        label="Tags to show"
        hint="With commas between them; everything when empty."
        value={include}
        onChange={setInclude}
      />
      <Field label="Tags to hide" hint="With commas between them." value={exclude} onChange={setExclude} />
      {failure !== null && <Notice kind="error" title={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy || input.name === ''}>
        {contract ? 'Change it' : 'Make the contract'}
      </Button>
    </Form>
  );
}

function tagsIn(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
