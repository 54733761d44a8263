import type { GraphQLSchema } from 'graphql';
import { useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { inputProblems } from './input-problems.js';
import type { InputField } from './input-shape.js';
import { VariablesFields, type Values } from './variables-fields.js';

interface VariablesFormProps {
  readonly fields: readonly InputField[];
  readonly schema: GraphQLSchema;
  readonly isExact?: boolean;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Asks for the variables of an operation, and lets nobody go on with values that the schema does not allow. */
export function VariablesForm(props: VariablesFormProps) {
  const { fields, schema, isExact = false, values, onChange, onSubmit, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const [tellsMissing, setTellsMissing] = useState(false);
  const settings = useMemo(() => ({ schema, isExact, tellsMissing }), [schema, isExact, tellsMissing]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWrong = fields.some((field) => inputProblems(values[field.name], field, schema).length > 0);
    flushSync(() => setTellsMissing(isWrong));
    if (isWrong) focusOnProblem(form.current);
    else onSubmit();
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Variables" ref={form}>
      <VariablesFields {...{ fields, settings, values, onChange }} />
      <div className="form__actions">{children}</div>
    </form>
  );
}

/** Opens what hides the first problem, and goes there. */
function focusOnProblem(form: HTMLFormElement | null): void {
  const problem = form?.querySelector('.form__problem');
  const closed = problem?.closest('details');
  if (closed) closed.open = true;
  const control = problem?.parentElement?.querySelector<HTMLElement>('input, select, summary, button');
  control?.focus();
}
