import { useState } from 'react';
import { FileField } from './file-field.js';
import { Field } from './field.js';
import { FromRegistry } from './from-registry.js';
import { PUBLISHED, RESULT, WOULD_PUBLISH, type Result } from './outcome.js';
import { askRegistry } from './registry.js';
import { useRegistry } from './use-registry.js';
import { Weighed } from './weighed.js';

interface Me {
  readonly me: { readonly partner: { readonly name: string } | null; readonly scopes: readonly string[] };
}

/** Tells what publishing a version would do, and then publishes it. */
export function CheckPage() {
  const [loaded] = useRegistry<Me>('{ me { partner { name } scopes } }');
  return (
    <FromRegistry what="what you may do" loaded={loaded}>
      {({ me }) => <CheckForm me={me} />}
    </FromRegistry>
  );
}

const CHECK = `mutation ($input: CheckSubgraphInput!) { result: checkSubgraph(input: $input) { ${RESULT} } }`;
const PUBLISH = `mutation ($input: PublishSubgraphInput!) { result: publishSubgraph(input: $input) { ${RESULT} } }`;
const WORDS = { would: WOULD_PUBLISH, did: PUBLISHED };

function CheckForm({ me }: Me) {
  const [name, setName] = useState('');
  const [partner, setPartner] = useState('');
  const [url, setUrl] = useState('');
  const [sdl, setSdl] = useState('');
  const [note, setNote] = useState('');
  const input = { name: name.trim(), sdl, ...given('routingUrl', url), ...given('partner', partner) };
  const ask = async (mutation: string, variables: object) =>
    (await askRegistry<{ result: Result }>(mutation, { input: variables })).result;
  return (
    <Weighed
      title="Check a version, and publish it"
      warning="The check stores nothing. What is then published takes the place of the live version, if it may."
      subject={JSON.stringify(input)}
      isReady={input.name !== '' && sdl.trim() !== ''}
      mayWork={me.scopes.includes('ADMIN') || me.scopes.includes('PUBLISH')}
      word={input.name}
      lookButton="Check"
      button={`Publish ${input.name}`}
      words={WORDS}
      look={() => ask(CHECK, input)}
      work={(approval) => ask(PUBLISH, { ...input, ...given('note', note), ...(approval ? { approval } : {}) })}
      onDone={() => undefined}
    >
      <Field label="Name of the subgraph" value={name} onChange={setName} />
      {me.partner === null && (
        <Field
          label="Name of its partner"
          hint="Needed for a subgraph that is new."
          value={partner}
          onChange={setPartner}
        />
      )}
      <Field
        label="Routing URL"
        hint="Where gateways would reach it. Leave it empty where it stays as it is."
        value={url}
        onChange={setUrl}
      />
      <FileField
        label="Schema from a file"
        hint="It is read into the box below."
        accept=".graphql,.graphqls,.gql,.txt"
        onText={setSdl}
      />
      <Field label="Schema" hint="In GraphQL's schema definition language." value={sdl} onChange={setSdl} isLong />
      <Field label="Note" hint="What to remember of it, for example a commit." value={note} onChange={setNote} />
    </Weighed>
  );
}

function given(name: string, value: string): Readonly<Record<string, string>> {
  return value.trim() === '' ? {} : { [name]: value.trim() };
}
