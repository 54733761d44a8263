import { useState, type ReactNode } from 'react';
import { Button } from '../kit/button.js';
import { Notice } from '../kit/notice.js';
import { Field, Form } from './field.js';
import { Outcome, type OutcomeWords, type Result } from './outcome.js';
import { useAction } from './use-registry.js';

/** Who answers for what breaks clients, and why. */
export interface Approval {
  readonly by: string;
  readonly reason: string;
}

interface WeighedProps {
  readonly title: string;
  /** What becomes of it. */
  readonly warning: string;
  /** What it is about: what was seen counts no more when this is another. */
  readonly subject: string;
  readonly isReady?: boolean;
  /** Whether the caller may do it, and not only look. */
  readonly mayWork: boolean;
  /** What is asked for before. */
  readonly children?: ReactNode;
  /** What must be typed. */
  readonly word: string;
  /** What tells what it would do. */
  readonly lookButton: string;
  readonly button: string;
  readonly words: { readonly would: OutcomeWords; readonly did: OutcomeWords };
  readonly look: () => Promise<Result>;
  readonly work: (approval: Approval | null) => Promise<Result>;
  readonly onDone: (result: Result) => void;
}

/** Does something grave in two steps: what it would do is shown first, then its name is typed. */
export function Weighed(props: WeighedProps) {
  const { title, warning, subject, isReady = true, mayWork, children, lookButton, words, look, onDone } = props;
  const [state, setState] = useState<Seen | null>(null);
  const { isBusy, failure, run } = useAction();
  const seen = state?.subject === subject ? state : null;
  const start = () =>
    run(async () => {
      setState(null);
      setState({ subject, result: await look(), isDone: false });
    });
  const finish = (result: Result) => {
    setState({ subject, result, isDone: true });
    onDone(result);
  };
  return (
    <>
      <Form title={title} onSubmit={() => void start()}>
        <p>{warning}</p>
        {children}
        {failure !== null && <Notice kind="error" title={failure} />}
        <Button type="submit" look={seen ? 'quiet' : 'main'} isDisabled={isBusy || !isReady}>
          {lookButton}
        </Button>
      </Form>
      {seen && <Outcome result={seen.result} words={seen.isDone ? words.did : words.would} />}
      {seen && !seen.isDone && mayWork && seen.result.outcome !== 'REFUSED' && (
        <Answerable {...props} isBreaking={seen.result.outcome === 'BREAKING'} onResult={finish} />
      )}
    </>
  );
}

interface Seen {
  readonly subject: string;
  readonly result: Result;
  readonly isDone: boolean;
}

interface AnswerableProps extends Pick<WeighedProps, 'word' | 'button' | 'work'> {
  readonly isBreaking: boolean;
  readonly onResult: (result: Result) => void;
}

function Answerable({ word, button, work, isBreaking, onResult }: AnswerableProps) {
  const [typed, setTyped] = useState('');
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const { isBusy, failure, run } = useAction();
  const isHalf = (by.trim() === '') !== (reason.trim() === '');
  const submit = () =>
    run(async () => onResult(await work(by.trim() === '' ? null : { by: by.trim(), reason: reason.trim() })));
  return (
    <Form title={button} onSubmit={() => void submit()}>
      {isBreaking && (
        <>
          <p>It breaks what clients may use. Somebody must answer for that; without, it waits or stays as it is.</p>
          <Field label="Who answers for it" hint="The name of a person." value={by} onChange={setBy} />
          <Field label="Why it is right" value={reason} onChange={setReason} />
        </>
      )}
      <Field label={`Type ${word} to confirm`} value={typed} onChange={setTyped} />
      {failure !== null && <Notice kind="error" title={failure} />}
      <Button type="submit" look="main" isDisabled={isBusy || typed !== word || isHalf}>
        {button}
      </Button>
    </Form>
  );
}
