import './owner-mark.css';

/** How many colours there are; from then on they come again, with another letter. */
const COLOURS = 8;

export interface Mark {
  readonly colour: string;
  /** Tells them apart without colour. */
  readonly letter: string;
}

/** The mark of the subgraph at a place of the list of all. */
export function markOf(subgraph: string, all: readonly string[]): Mark {
  const index = Math.max(0, all.indexOf(subgraph));
  return { colour: `var(--series-${(index % COLOURS) + 1})`, letter: letterOf(index) };
}

interface OwnerMarkProps {
  readonly subgraph: string;
  /** Every subgraph, in one order everywhere. */
  readonly all: readonly string[];
}

/** A subgraph's name behind its letter, in its colour. */
export function OwnerMark({ subgraph, all }: OwnerMarkProps) {
  const { colour, letter } = markOf(subgraph, all);
  return (
    <span className="kit-owner">
      <span className="kit-owner__letter" style={{ borderColor: colour, color: colour }} aria-hidden="true">
        {letter}
      </span>
      {subgraph}
    </span>
  );
}

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
