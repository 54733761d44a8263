import { useId, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isLong?: boolean;
  readonly type?: 'text' | 'password' | 'date';
}

/** A labelled line, or box, of text, or a day. */
export function Field({ label, hint, value, onChange, isLong = false, type = 'text' }: FieldProps) {
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
        <input {...common} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
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
