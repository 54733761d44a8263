import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { Field, Form } from './field.js';
import { FINDING, Findings, type Finding } from './findings.js';
import { askRegistry } from './registry.js';
import { useAction } from './use-registry.js';

const CHECK = `mutation ($input: CheckSubgraphInput!) { checkSubgraph(input: $input) { outcome exitCode
  findings { ${FINDING} } changes { level coordinate message } } }`;

interface Checked {
  readonly outcome: keyof typeof OUTCOMES;
  readonly exitCode: number;
  readonly findings: readonly Finding[];
  readonly changes: readonly { readonly level: string; readonly coordinate: string; readonly message: string }[];
}

const OUTCOMES = {
  LIVE: { kind: 'success', title: 'It would be live' },
  QUARANTINED: { kind: 'warning', title: 'It would wait in quarantine: it does not compose with the others' },
  REFUSED: { kind: 'error', title: 'It would be refused: it takes what belongs to another partner' },
  BREAKING: { kind: 'warning', title: 'It would wait: it breaks what clients may use' },
} as const;

/** Tells what publishing a version would do, and stores nothing. */
export function CheckPage() {
  const [name, setName] = useState('');
  const [sdl, setSdl] = useState('');
  const [url, setUrl] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const { isBusy, failure, run } = useAction();
  const check = () =>
    run(async () => {
      setChecked(null);
      const input = { name: name.trim(), sdl, ...(url.trim() === '' ? {} : { routingUrl: url.trim() }) };
      setChecked((await askRegistry<{ checkSubgraph: Checked }>(CHECK, { input })).checkSubgraph);
    });
  return (
    <>
      <Form title="Check a version before it is published" onSubmit={() => void check()}>
        <Field label="Name of the subgraph" value={name} onChange={setName} />
        <Field
          label="Routing URL"
          hint="Where gateways would reach it. Leave it empty where it stays as it is."
          value={url}
          onChange={setUrl}
        />
        <Field label="Schema" hint="In GraphQL's schema definition language." value={sdl} onChange={setSdl} isLong />
        <Button type="submit" look="main" isDisabled={isBusy || name.trim() === '' || sdl.trim() === ''}>
          {isBusy ? 'Checking …' : 'Check'}
        </Button>
      </Form>
      {failure !== null && <Notice kind="error" title={failure} />}
      {checked && (
        <>
          <Notice {...OUTCOMES[checked.outcome]}>
            <p>The command would end with {checked.exitCode}.</p>
          </Notice>
          <h2>Findings</h2>
          <Findings findings={checked.findings} />
          <Changes changes={checked.changes} />
        </>
      )}
    </>
  );
}

/** What changes for clients. */
export function Changes({ changes }: Pick<Checked, 'changes'>) {
  return (
    <FactsTable
      caption="What changes for clients"
      rows={changes}
      keyOf={({ coordinate, message }) => `${coordinate} ${message}`}
      none="Nothing changes for clients."
      columns={[
        { title: 'What', cell: ({ coordinate }) => coordinate },
        { title: 'Level', cell: ({ level }) => level.toLowerCase() },
        { title: 'Change', cell: ({ message }) => message },
      ]}
    />
  );
}
