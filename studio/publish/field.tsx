import { useId, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isLong?: boolean;
  readonly isSecret?: boolean;
}

/** A labelled line, or box, of text. */
export function Field({ label, hint, value, onChange, isLong = false, isSecret = false }: FieldProps) {
  const id = useId();
  const common = {
    id,
    value,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    spellCheck: false,
    autoComplete: 'off',
  };
  return (
    <div className="publish-field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
      {isLong ? (
        <textarea {...common} rows={12} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} type={isSecret ? 'password' : 'text'} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}

/** A labelled choice of one. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="publish-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </div>
  );
}

interface FormProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onSubmit: () => void;
}

/** A form within the page. */
export function Form({ title, children, onSubmit }: FormProps) {
  return (
    <form
      className="publish-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>{title}</h2>
      {children}
    </form>
  );
}
