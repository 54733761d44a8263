import { useState } from 'react';
import { Button } from '../kit/button.js';
import { Notice } from '../kit/notice.js';
import { Field, Form } from './field.js';
import { useAction } from './use-registry.js';

interface ConfirmProps {
  readonly title: string;
  /** What becomes of it. */
  readonly warning: string;
  /** What must be typed. */
  readonly word: string;
  readonly button: string;
  readonly work: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** Does something grave once its name was typed. */
export function Confirm({ title, warning, word, button, work, onDone }: ConfirmProps) {
  const [typed, setTyped] = useState('');
  const { isBusy, failure, run } = useAction();
  const submit = async () => {
    if (typed === word && (await run(work))) onDone();
  };
  return (
    <Form title={title} onSubmit={() => void submit()}>
      <p>{warning}</p>
      <Field label={`Type ${word} to confirm`} value={typed} onChange={setTyped} />
      {failure !== null && <Notice kind="error" title={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy || typed !== word}>
        {button}
      </Button>
    </Form>
  );
}
