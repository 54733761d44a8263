import { Button } from '../../kit/button.js';
import { FieldInput, type InputProps } from './field-input.js';
import type { Choice, InputShape } from './input-shape.js';

/** The control for a list: boxes to tick where there are choices, else one control for each element. */
export function ListInput(props: InputProps & { readonly of: InputShape }) {
  return props.of.kind === 'choice' ? <TickedList {...props} choices={props.of.choices} /> : <ElementList {...props} />;
}

function TickedList({
  id,
  value,
  onChange,
  choices,
  isDisabled,
}: InputProps & { readonly choices: readonly Choice[] }) {
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
            disabled={isDisabled}
            checked={ticked.has(choice.value)}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}

function ElementList({
  id,
  of,
  settings,
  value,
  onChange,
  isDisabled = false,
}: InputProps & { readonly of: InputShape }) {
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
            settings={settings}
            value={element}
            label={`Element ${index + 1}`}
            onChange={(changed) => replace(elements.with(index, changed ?? emptyOf(of)))}
          />
          <Button onClick={() => replace(elements.toSpliced(index, 1))} label={`Remove element ${index + 1}`}>
            Remove
          </Button>
        </div>
      ))}
      <Button isDisabled={isDisabled} onClick={() => replace([...elements, emptyOf(of)])}>
        Add an element
      </Button>
    </div>
  );
}

function emptyOf({ kind }: InputShape): unknown {
  if (kind === 'object') return {};
  if (kind === 'list') return [];
  return kind === 'text' ? '' : null;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
