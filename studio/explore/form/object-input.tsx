import { useMemo, useState } from 'react';
import type { InputProps } from './field-input.js';
import { fieldsOfObject } from './input-shape.js';
import { LabelledField } from './variables-form.js';

/** The controls for an input object, its fields indented; opened only when wanted, since objects may hold themselves. */
export function ObjectInput({ schema, type, value, onChange }: InputProps & { readonly type: string }) {
  const [isOpen, setOpen] = useState(value !== undefined && value !== null);
  const fields = useMemo(() => fieldsOfObject(schema, type), [schema, type]);
  const values = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const change = (name: string, changed: unknown) => {
    const next = Object.fromEntries(
      Object.entries({ ...values, [name]: changed }).filter(([, one]) => one !== undefined),
    );
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <details className="form__object" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{isOpen ? 'Hide fields' : 'Show fields'}</summary>
      {isOpen &&
        fields.map((field) => (
          <LabelledField
            key={field.name}
            field={field}
            schema={schema}
            value={values[field.name]}
            onChange={(changed) => change(field.name, changed)}
          />
        ))}
    </details>
  );
}
