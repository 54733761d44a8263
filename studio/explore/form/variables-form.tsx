import './form.css';
import type { GraphQLSchema } from 'graphql';
import { useId, type FormEvent, type ReactNode } from 'react';
import type { InputField } from './input-shape.js';
import { FieldInput } from './field-input.js';
import { inputProblem } from './read-input.js';

export type Values = Readonly<Record<string, unknown>>;

interface VariablesFormProps {
  readonly fields: readonly InputField[];
  readonly schema: GraphQLSchema;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Asks for the variables of an operation; a variable whose field is empty is left out. */
export function VariablesForm({ fields, schema, values, onChange, onSubmit, children }: VariablesFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWrong = fields.some(({ name, shape }) => inputProblem(values[name], shape) !== undefined);
    if (!isWrong) onSubmit();
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Variables">
      {fields.map((field) => (
        <LabelledField
          key={field.name}
          field={field}
          schema={schema}
          value={values[field.name]}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
      <div className="form__actions">{children}</div>
    </form>
  );
}

interface FieldProps {
  readonly field: InputField;
  readonly schema: GraphQLSchema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field with its label, its hint, and what is wrong with its value. */
export function LabelledField({ field, schema, value, onChange }: FieldProps) {
  const id = useId();
  const problem = inputProblem(value, field.shape);
  const hint = hintOf(field);
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  const isGroup = field.shape.kind === 'list' || field.shape.kind === 'object';
  const input = (
    <FieldInput {...{ id, schema, value, onChange, describedBy }} shape={field.shape} isRequired={field.isRequired} />
  );
  const help = (
    <>
      {hint && (
        <span className="form__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {problem && (
        <span className="form__problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </>
  );
  if (isGroup) {
    return (
      <fieldset className="form__field form__group">
        <legend>{labelOf(field.name)}</legend>
        {help}
        {input}
      </fieldset>
    );
  }
  return (
    <div className="form__field">
      <label htmlFor={id}>{labelOf(field.name)}</label>
      {help}
      {input}
    </div>
  );
}

/** `odsCode` as people write it. */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  const text = words.replace(/\bods\b/g, 'ODS').replace(/\bid\b/g, 'ID');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function hintOf({ description, isRequired }: InputField): string {
  return [description, isRequired ? 'Must be given.' : ''].filter((part) => part !== '').join(' ');
}
