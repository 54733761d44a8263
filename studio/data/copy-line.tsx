import { useState } from 'react';
import { Button } from '../kit/button.js';

/** A line to take into another program, with a button that copies it. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const [said, setSaid] = useState({ text, words: '' });
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid({ text, words: 'Copied' }),
      () => setSaid({ text, words: 'The browser did not let the page copy; select the line' }),
    );
  };
  return (
    <div className="copy-line">
      <pre tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
      <Button onClick={copy} label={`Copy: ${label}`}>
        Copy
      </Button>
      <span role="status">{said.text === text ? said.words : ''}</span>
    </div>
  );
}
