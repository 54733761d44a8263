import { useId, type ReactNode } from 'react';
import { FieldInput } from './field-input.js';
import type { FormSettings } from './form-settings.js';
import { inputProblems, MISSING, type InputProblem } from './input-problems.js';
import type { InputField } from './input-shape.js';
import { labelOf } from './label-of.js';

interface FieldProps {
  readonly field: InputField;
  readonly settings: FormSettings;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field with its label, its hint, and what is wrong with its value. */
export function LabelledField({ field, settings, value, onChange }: FieldProps) {
  const id = useId();
  const { shape, isRequired } = field;
  const problem = problemShown(value, field, settings);
  const hint = hintOf(field, settings);
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  const isNull = settings.isExact && value === null;
  return (
    <Frame
      id={id}
      isGroup={shape.kind === 'list' || shape.kind === 'object'}
      label={
        <>
          {labelOf(field.name)}
          {isRequired && <span className="form__required"> (required)</span>}
        </>
      }
    >
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
      <FieldInput
        {...{ id, shape, settings, value, onChange, describedBy, isRequired }}
        isDisabled={isNull}
        isWrong={problem !== undefined}
      />
      {settings.isExact && field.isNullable && (
        <label className="form__null">
          <input
            type="checkbox"
            checked={isNull}
            aria-label={`${labelOf(field.name)} is null`}
            onChange={(event) => onChange(event.target.checked ? null : undefined)}
          />
          null
        </label>
      )}
    </Frame>
  );
}

interface FrameProps {
  readonly id: string;
  readonly isGroup: boolean;
  readonly label: ReactNode;
  readonly children: ReactNode;
}

function Frame({ id, isGroup, label, children }: FrameProps) {
  if (isGroup) {
    return (
      <fieldset className="form__field form__group">
        <legend>{label}</legend>
        {children}
      </fieldset>
    );
  }
  return (
    <div className="form__field">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** Problems of fields inside are told there. */
function problemShown(value: unknown, field: InputField, settings: FormSettings): string | undefined {
  const own = inputProblems(value, field, settings.schema).find(
    ({ path, message }) =>
      path.every((step) => typeof step === 'number') &&
      (settings.tellsMissing || message !== MISSING || path.length > 0),
  );
  return own && inWords(own);
}

function inWords({ path, message }: InputProblem): string {
  return path.length === 0 ? message : `Element ${path.map((step) => Number(step) + 1).join('.')}: ${message}`;
}

function hintOf({ description, type, default: preset }: InputField, { isExact }: FormSettings): string {
  const exactly = isExact ? [type, preset === undefined ? '' : `${JSON.stringify(preset)} when left out`] : [];
  return [description, ...exactly].filter((part) => part !== '').join(' · ');
}
