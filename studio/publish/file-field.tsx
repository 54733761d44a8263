import { useId, useState } from 'react';

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  /** As a list of endings. */
  readonly accept: string;
  readonly onText: (text: string) => void;
}

/** What the registry takes at most. */
const BYTES_MAX = 1024 * 1024;

/** Reads the text of a file; nothing is sent. */
export function FileField({ label, hint, accept, onText }: FileFieldProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (file: File | undefined) => {
    const isTooLarge = file !== undefined && file.size > BYTES_MAX;
    setProblem(isTooLarge ? 'The file is larger than 1 MiB' : null);
    if (file && !isTooLarge) onText(await file.text());
  };
  return (
    <div className="publish-field">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`}>{hint}</p>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}
