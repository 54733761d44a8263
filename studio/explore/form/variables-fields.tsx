import './form.css';
import type { FormSettings } from './form-settings.js';
import type { InputField } from './input-shape.js';
import { LabelledField } from './labelled-field.js';

/** By name; undefined for what is left out. */
export type Values = Readonly<Record<string, unknown>>;

interface VariablesFieldsProps {
  readonly fields: readonly InputField[];
  readonly settings: FormSettings;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

/** A control for each variable of an operation. */
export function VariablesFields({ fields, settings, values, onChange }: VariablesFieldsProps) {
  return fields.map((field) => (
    <LabelledField
      key={field.name}
      field={field}
      settings={settings}
      value={values[field.name]}
      onChange={(value) => onChange({ ...values, [field.name]: value })}
    />
  ));
}
