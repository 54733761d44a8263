import { useMemo, useState } from 'react';
import type { InputProps } from './field-input.js';
import { fieldsOfObject } from './input-shape.js';
import { VariablesFields, type Values } from './variables-fields.js';

/** The controls for an input object, its fields indented; opened only when wanted, since objects may hold themselves. */
export function ObjectInput({ settings, type, value, onChange, isDisabled }: InputProps & { readonly type: string }) {
  const [isOpen, setOpen] = useState(value !== undefined && value !== null);
  const fields = useMemo(() => fieldsOfObject(settings.schema, type), [settings.schema, type]);
  const values = typeof value === 'object' && value !== null ? (value as Values) : {};
  const change = (changed: Values) => {
    const given = Object.entries(changed).filter(([, one]) => one !== undefined);
    onChange(given.length === 0 ? undefined : Object.fromEntries(given));
  };
  if (isDisabled) return null;
  return (
    <details className="form__object" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{isOpen ? 'Hide fields' : 'Show fields'}</summary>
      {isOpen && <VariablesFields {...{ fields, settings, values }} onChange={change} />}
    </details>
  );
}
