interface TicksProps {
  readonly legend: string;
  /** Titles by value. */
  readonly options: Readonly<Record<string, string>>;
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}

/** Boxes to tick. */
export function Ticks({ legend, options, ticked, onChange }: TicksProps) {
  const toggle = (value: string, isTicked: boolean) =>
    onChange(Object.keys(options).filter((one) => (one === value ? isTicked : ticked.includes(one))));
  return (
    <fieldset className="publish-ticks">
      <legend>{legend}</legend>
      {Object.entries(options).map(([value, title]) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={ticked.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
          />{' '}
          {title}
        </label>
      ))}
    </fieldset>
  );
}
