import { useState } from 'react';
import type { Offers } from '../../gateway/studio-api/contract/offers.js';
import { Button } from '../kit/button.js';
import { signInAs } from '../kit/gateway-api.js';
import { Notice } from '../kit/notice.js';
import { Field, Form } from './field.js';
import { setToken } from './session.js';
import { useAction } from './use-registry.js';

/** Signs in with a token of the registry, or by a click where the gateway offers it. */
export function SignIn({ offers }: { readonly offers: Offers }) {
  const [token, enter] = useState('');
  const { isBusy, failure, run } = useAction();
  return (
    <>
      {offers.signIn.length > 0 && (
        <section aria-label="Sign in as a sample">
          <h2>Try it on this machine</h2>
          <p>Joinery runs wholly on this machine, so it makes a token for you that ends after an hour.</p>
          <div className="publish-buttons">
            {offers.signIn.map(({ id, title }) => (
              <Button
                key={id}
                isDisabled={isBusy}
                onClick={() => void run(async () => setToken((await signInAs(id)).token, 'sample'))}
              >
                {`Sign in as ${title}`}
              </Button>
            ))}
          </div>
        </section>
      )}
      {failure !== null && <Notice kind="error" title={failure} />}
      <Form title="Sign in with a token" onSubmit={() => setToken(token.trim())}>
        <Field
          label="Token of the registry"
          hint="It stays in this tab, and goes to the registry alone."
          value={token}
          onChange={enter}
          type="password"
        />
        <Button type="submit" look="main" isDisabled={!/^[\w-]{1,200}$/.test(token.trim())}>
          Sign in
        </Button>
      </Form>
    </>
  );
}
