export interface Indents {
  readonly first: string;
  /** Of the lines after the first; as many blanks as `first` is long when left out. */
  readonly rest?: string;
  readonly width: number;
}

/** Breaks a text at blanks into lines of at most `width` columns. A word that is longer has a line of its own. */
export function wrap(text: string, { first, rest = ' '.repeat(first.length), width }: Indents): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return `${[...lines, line.trimEnd()].join('\n')}\n`;
}
