export type Certainty = 'PUBLISHED' | 'DISPUTED' | 'UNCERTAIN' | 'SYNTHETIC';
