import { useState } from 'react';
import type { FormSettings } from './form-settings.js';
import type { Choice, InputShape } from './input-shape.js';
import { ListInput } from './list-input.js';
import { ObjectInput } from './object-input.js';
import { textOfValue, valueOfText } from './read-input.js';

export interface InputProps {
  readonly id: string;
  readonly shape: InputShape;
  readonly settings: FormSettings;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isWrong?: boolean;
  /** Ids of what explains the field. */
  readonly describedBy?: string | undefined;
  /** The name of the field where no visible label says it. */
  readonly label?: string | undefined;
}

/** The control for a value of a shape. */
export function FieldInput(props: InputProps) {
  const { shape } = props;
  switch (shape.kind) {
    case 'choice':
      return <ChoiceInput {...props} choices={shape.choices} />;
    case 'truth':
      return <ChoiceInput {...props} choices={TRUTHS} />;
    case 'list':
      return <ListInput {...props} of={shape.of} />;
    case 'object':
      return <ObjectInput {...props} type={shape.type} />;
    default:
      return <TextInput {...props} />;
  }
}

const TRUTHS: readonly Choice[] = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function ChoiceInput(props: InputProps & { readonly choices: readonly Choice[] }) {
  const { shape, value, onChange, choices, isRequired } = props;
  const current = textOfValue(value, shape.kind);
  const isKnown = current === '' || choices.some((choice) => choice.value === current);
  const change = (text: string) => onChange(text === '' ? undefined : shape.kind === 'truth' ? text === 'true' : text);
  return (
    <select
      className="nhsuk-select form__control"
      {...attributesOf(props)}
      value={current}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">{isRequired ? 'Choose one' : 'Not chosen'}</option>
      {!isKnown && <option value={current}>{current}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} title={choice.description}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

const TYPES: Readonly<Partial<Record<InputShape['kind'], { readonly type: string; readonly takes: RegExp }>>> = {
  date: { type: 'date', takes: /^(\d{4}-\d\d-\d\d)?$/ },
  moment: { type: 'datetime-local', takes: /^(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)?$/ },
};
const MODES: Readonly<Partial<Record<InputShape['kind'], 'numeric' | 'decimal'>>> = {
  integer: 'numeric',
  number: 'decimal',
};

/** Keeps what is written as it is written: `1.` is on its way to `1.5`. */
function TextInput(props: InputProps) {
  const { shape, value, onChange } = props;
  const [written, setWritten] = useState<{ readonly text: string; readonly value: unknown } | null>(null);
  const isAsWritten = written && JSON.stringify(written.value) === JSON.stringify(value);
  const text = isAsWritten ? written.text : textOfValue(value, shape.kind);
  const own = TYPES[shape.kind];
  return (
    <input
      className="nhsuk-input form__control"
      {...attributesOf(props)}
      // What the browser's own control cannot show is written as text.
      type={own?.takes.test(text) ? own.type : 'text'}
      inputMode={MODES[shape.kind]}
      step={shape.kind === 'moment' ? 1 : undefined}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const next = valueOfText(event.target.value, shape.kind);
        setWritten({ text: event.target.value, value: next });
        onChange(next);
      }}
    />
  );
}

function attributesOf({ id, label, describedBy, isRequired, isDisabled, isWrong }: InputProps) {
  return {
    id,
    disabled: isDisabled,
    'aria-describedby': describedBy,
    'aria-label': label,
    'aria-required': isRequired || undefined,
    'aria-invalid': isWrong || undefined,
  };
}
