/** How sure a fact is; the contract's `Certainty`. */
export type Certainty = 'PUBLISHED' | 'DISPUTED' | 'UNCERTAIN' | 'SYNTHETIC';
