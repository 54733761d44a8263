import { Button } from '../../kit/button.js';
import { FieldInput, type InputProps } from './field-input.js';
import type { Choice, InputShape } from './input-shape.js';

/** The control for a list: boxes to tick where there are choices, else one control for each element. */
export function ListInput(props: InputProps & { readonly of: InputShape }) {
  return props.of.kind === 'choice' ? <TickedList {...props} choices={props.of.choices} /> : <ElementList {...props} />;
}

function TickedList({ id, value, onChange, choices }: InputProps & { readonly choices: readonly Choice[] }) {
  const ticked = new Set(listOf(value));
  const toggle = (name: string, isTicked: boolean) => {
    const next = choices.map((choice) => choice.value).filter((one) => (one === name ? isTicked : ticked.has(one)));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <div className="form__ticks">
      {choices.map((choice) => (
        <label key={choice.value} htmlFor={`${id}-${choice.value}`} title={choice.description}>
          <input
            type="checkbox"
            id={`${id}-${choice.value}`}
            checked={ticked.has(choice.value)}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}

function ElementList({ id, of, schema, value, onChange }: InputProps & { readonly of: InputShape }) {
  const elements = listOf(value);
  const replace = (next: readonly unknown[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <div className="form__elements">
      {elements.map((element, index) => (
        // An element has no identity but its place.
        <div className="form__element" key={index}>
          <FieldInput
            id={`${id}-${index}`}
            shape={of}
            schema={schema}
            value={element}
            label={`Element ${index + 1}`}
            onChange={(changed) => replace(elements.with(index, changed ?? null))}
          />
          <Button onClick={() => replace(elements.toSpliced(index, 1))} label={`Remove element ${index + 1}`}>
            Remove
          </Button>
        </div>
      ))}
      <Button onClick={() => replace([...elements, of.kind === 'object' ? {} : ''])}>Add an element</Button>
    </div>
  );
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
